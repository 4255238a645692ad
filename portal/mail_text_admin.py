"""The words of mails, on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, HouseForm, Step, badge

from .mail_kinds import kind_of
from .mail_previews import preview, standard_subject
from .mail_texts import validate
from .models import MailText

ADAPTED = ~Q(subject="", opening="", closing="")


class MailTextForm(HouseForm):
    """An editor's words, with no field that the mail does not have."""

    class Meta:
        model = MailText
        fields = ["subject", "opening", "closing"]

    def clean(self) -> dict[str, Any]:
        """Say of each field what may stand in it."""
        cleaned = super().clean() or self.cleaned_data
        kind = kind_of(self.instance.key)
        for name in self.Meta.fields:
            try:
                validate(cleaned.get(name) or "", kind)
            except ValidationError as fault:
                self.add_error(name, fault)
        return cleaned


class AdaptedFilter(admin.SimpleListFilter):
    """Adapted, or as it comes."""

    title = "tekst"
    parameter_name = "tekst"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer both."""
        return [("tilpasset", "Tilpasset"), ("standard", "Standard")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of them."""
        if self.value() == "tilpasset":
            return queryset.filter(ADAPTED)
        return queryset.exclude(ADAPTED) if self.value() == "standard" else queryset


def to_standard(text: MailText, *, by: Any) -> str:
    """Take away an editor's words."""
    text.subject = text.opening = text.closing = ""
    text.save()
    return "Mailen bruger standardteksten igen."


@admin.register(MailText)
class MailTextAdmin(HouseAdmin):
    """The mails that the portal sends, and what may be said in them."""

    purpose = (
        "De mails, portalen sender af sig selv. Du kan skrive dit eget emne, en "
        "indledning og en afslutning. Links, fakta og det, loven kræver, står fast."
    )
    empty_text = "Ingen mails. Spørg dem, der driver portalen."
    form = MailTextForm
    change_form_template = "admin/portal/mailtext/change_form.html"
    list_display = ["name", "sent_when", "state"]
    list_filter = [AdaptedFilter]
    list_per_page = 100
    ordering = ["key"]
    readonly_fields = ["about", "usable"]
    fieldsets = [
        (
            "Mailen",
            {
                "description": "Det, du skriver, gælder fra den næste mail.",
                "fields": ["about", "usable"],
            },
        ),
        (
            "Dine ord",
            {
                "description": (
                    "Tomme felter bruger standardteksten. Skriv en tom linje mellem "
                    "afsnit. Begynder en linje med en bindestreg og et mellemrum, "
                    "bliver den et punkt på en liste."
                ),
                "fields": ["subject", "opening", "closing"],
            },
        ),
    ]
    steps = [
        Step(
            "standard",
            "Brug standardteksten igen",
            "Dine egne ord bliver slettet, og mailen bliver sendt, som den kommer.",
            to_standard,
            lambda text: text.is_adapted,
            is_grave=True,
        )
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add the page that shows a mail before it is kept."""
        return [
            path(
                "<path:object_id>/se/",
                self.admin_site.admin_view(self.see),
                name="portal_mailtext_see",
            ),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let the portal know which mails it sends."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the row stand as long as the mail is sent."""
        return False

    def see(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a mail with the words that are typed; nothing is kept."""
        text = self.get_object(request, object_id)
        if text is None:
            raise Http404
        if not self.has_view_or_change_permission(request, text):
            raise PermissionDenied
        form = MailTextForm(
            request.POST if request.method == "POST" else None, instance=text
        )
        if request.method == "POST":
            form.is_valid()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Sådan ser mailen ud: {text}",
            "opts": self.opts,
            "original": text,
            "form": form,
            "preview": None if form.errors else preview(text),
        }
        return TemplateResponse(request, "admin/portal/mailtext/see.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the mail as it is now below what may be written."""
        text = context.get("original")
        if text is not None:
            kept = MailText.objects.get(pk=text.pk)
            context["preview"] = preview(kept)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="mail", ordering="key")
    def name(self, obj: MailText) -> str:
        """Name the mail."""
        return str(obj)

    @admin.display(description="sendes")
    def sent_when(self, obj: MailText) -> str:
        """Say when it is sent."""
        return kind_of(obj.key).sent_when

    @admin.display(description="tekst")
    def state(self, obj: MailText) -> SafeString:
        """Draw whether an editor has adapted it."""
        if obj.is_adapted:
            return badge("Tilpasset", "info")
        return badge("Standard", "neutral")

    @admin.display(description="hvornår")
    def about(self, obj: MailText) -> str:
        """Say when it is sent and under which subject."""
        return (
            f"{kind_of(obj.key).sent_when} Standardemne: “{standard_subject(obj)}”."
        ).strip()

    @admin.display(description="felter, du kan bruge")
    def usable(self, obj: MailText) -> SafeString:
        """List the fields with what they become."""
        rows = format_html_join(
            "",
            "<div><dt><code>{}</code></dt><dd>{}, fx “{}”</dd></div>",
            (
                (str(field), field.explanation, field.example)
                for field in kind_of(obj.key).fields
            ),
        )
        return format_html('<dl class="desk-facts">{}</dl>', rows)
