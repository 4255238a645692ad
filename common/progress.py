"""How far a command is, for whoever waits for it."""

from dataclasses import dataclass

from django.core.management.base import OutputWrapper

WIDTH = 40


@dataclass(frozen=True)
class ProgressBar:
    """Draws over itself on a terminal, and one line each time in a log."""

    output: OutputWrapper

    def __call__(self, done: int, total: int) -> None:
        """Show that so many of the total are done."""
        filled = WIDTH * done // total
        bar = "█" * filled + "░" * (WIDTH - filled)
        ending = "\r" if self.output.isatty() and done < total else "\n"
        self.output.write(f"{bar} {done} of {total}", ending=ending)
        self.output.flush()
