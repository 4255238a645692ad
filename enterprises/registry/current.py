"""The memory that this process keeps, always as new as its data."""

from dataclasses import replace
from threading import Lock

from django.db import connection
from django.utils import timezone

from . import changes
from .image import Registry


class Keeper:
    """Keeps the registry of today in memory and takes in what was changed."""

    def __init__(self) -> None:
        """Begin without a memory."""
        self._registry: Registry | None = None
        self._lock = Lock()

    def registry(self) -> Registry:
        """Return the registry of today as it is now.

        Costs one query where nothing was changed. Inside a transaction nothing is
        remembered: what it reads there may never have happened.
        """
        today = timezone.localdate()
        if connection.in_atomic_block:
            return Registry.load(today)
        registry = self._registry
        if registry and registry.day == today:
            mark, changed = changes.since(registry.mark)
            if not changed:
                self._go_on_from(mark, registry)
                return registry
        with self._lock:
            # Somebody else may have done it meanwhile.
            self._registry = self._renewed(self._registry)
            return self._registry

    def forget(self) -> None:
        """Begin anew, as after the database was put in place of another."""
        self._registry = None

    def _go_on_from(self, mark: changes.Mark, registry: Registry) -> None:
        if mark != registry.mark:
            with self._lock:
                # Whoever has renewed it meanwhile has read further.
                if self._registry is registry:
                    self._registry = replace(registry, mark=mark)

    def _renewed(self, registry: Registry | None) -> Registry:
        today = timezone.localdate()
        if registry is None or registry.day != today or registry.is_worn:
            return Registry.load(today)
        mark, changed = changes.since(registry.mark)
        # Several may have noted less than too much each.
        if None in changed or len(changed) > changes.MOST_NOTED:
            return Registry.load(today)
        keys = {key for key in changed if key is not None}
        return registry.updated(mark, keys) if keys else replace(registry, mark=mark)


_keeper = Keeper()


def current() -> Registry:
    """Return the registry of today as it is now."""
    return _keeper.registry()


def forget() -> None:
    """Read everything anew at the next question."""
    _keeper.forget()
