"""The page on which an evaluation is written: everything known beside the fields."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from common.responses import SeeOther, for_one_reader
from strategy import writing
from strategy.models import Evaluation

# Saving while she writes leaves one line in the history, not a hundred.
ONE_LINE = timedelta(hours=1)
CONFLICT = "Nogen har skrevet her imens. Dit er ikke gemt; se begge tekster nedenfor."


class WrittenBesideFigures(admin.ModelAdmin):
    """Adds the page where the evaluation is written."""

    def get_urls(self) -> list[URLPattern]:
        """Give the page its address."""
        own = path(
            "<path:object_id>/skriv/",
            self.admin_site.admin_view(for_one_reader(self.write_view)),
            name="strategy_evaluation_write",
        )
        return [own, *super().get_urls()]

    def write_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """Show the page, or save the block that was sent."""
        with transaction.atomic():
            return self._write(request, object_id)

    def _write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method == "POST":
            self._lock(object_id)  # type: ignore[attr-defined]
        evaluation: Evaluation | None = self.get_object(request, unquote(object_id))
        if evaluation is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        if evaluation.is_locked:
            return redirect("admin:strategy_evaluation_change", evaluation.pk)
        if request.method != "POST":
            blocks = writing.blocks_of(evaluation)
            return self._page(request, evaluation, blocks)
        name = request.POST.get("block", "")
        blocks = writing.blocks_of(evaluation, name, request.POST)
        if name not in blocks:
            raise Http404
        return self._save(request, evaluation, blocks, blocks[name])

    def _save(
        self,
        request: HttpRequest,
        evaluation: Evaluation,
        blocks: dict[str, writing.Block],
        block: writing.Block,
    ) -> HttpResponse:
        in_background = "later" in request.POST
        is_valid = block.form.is_valid()
        if request.POST.get("version") != block.version:
            block.theirs = block.stands
            if in_background:
                return JsonResponse({"told": CONFLICT}, status=409)
            block.form.add_error(None, CONFLICT)
            return self._page(request, self._anew(evaluation), blocks, status=409)
        if not is_valid:
            if in_background:
                words = [word for each in block.form.errors.values() for word in each]
                return JsonResponse({"told": f"Ikke gemt. {words[0]}"}, status=422)
            return self._page(request, self._anew(evaluation), blocks)
        writing.save_block(block, evaluation)
        self._note(request, evaluation, block)
        if not in_background:
            return SeeOther(f"{request.path}#{block.name}")
        after = writing.blocks_of(self._anew(evaluation))
        goals = [one for one in after.values() if one.goal]
        return JsonResponse(
            {
                "told": writing.now_in_words(),
                "version": after[block.name].version,
                "complete": after[block.name].is_complete,
                "assessed": sum(one.is_complete for one in goals),
            }
        )

    def _anew(self, evaluation: Evaluation) -> Evaluation:
        """Read what stands in the database: a form has filled in what was typed."""
        return Evaluation.objects.select_related("strategy").get(pk=evaluation.pk)

    def _note(
        self, request: HttpRequest, evaluation: Evaluation, block: writing.Block
    ) -> None:
        """Write in the history who wrote where, once in a while."""
        message = f"Skrev: {block.title}"
        noted = LogEntry.objects.filter(
            user=request.user.pk,
            content_type=ContentType.objects.get_for_model(Evaluation),
            object_id=str(evaluation.pk),
            action_flag=CHANGE,
            change_message=message,
            action_time__gte=timezone.now() - ONE_LINE,
        )
        if not noted.exists():
            self.log_change(request, evaluation, message)

    def _page(
        self,
        request: HttpRequest,
        evaluation: Evaluation,
        blocks: dict[str, writing.Block],
        status: int = 200,
    ) -> HttpResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Evaluering {evaluation.year}",
            "opts": self.opts,
            "evaluation": evaluation,
            "strategy": evaluation.strategy,
            "blocks": blocks,
            "frame": blocks[writing.FRAME],
            "summary": blocks[writing.SUMMARY],
            "recommendations": blocks[writing.RECOMMENDATIONS],
            "year": writing.year_beside(evaluation, blocks),
            "media": blocks[writing.RECOMMENDATIONS].form.media,
            "publish_url": reverse(
                "admin:strategy_evaluation_offentliggoer", args=[evaluation.pk]
            ),
            "preview_url": reverse(
                "strategy:evaluation-preview",
                args=[evaluation.strategy.slug, evaluation.year],
            ),
        }
        return TemplateResponse(
            request, "admin/strategy/evaluation/write.html", context, status=status
        )
