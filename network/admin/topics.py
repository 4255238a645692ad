"""What members have on their mind, on the editor's desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, Step, badge, example_badge, publication_badge
from network.models import Event, Topic
from network.topics import suggestions

Stage = Topic.Stage

KINDS = {
    Stage.SUGGESTED: "warning",
    Stage.ANSWERED: "info",
    Stage.PLANNED: "info",
    Stage.HELD: "success",
    Stage.CLOSED: "neutral",
}


class AnswerForm(forms.Form):
    """What everybody reads beside the topic."""

    text = forms.CharField(
        label="Svar",
        help_text="Det står på emnets side, så alle kan se, at I lytter.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv svaret."},
    )


class MeetingField(forms.ModelChoiceField):
    """A choice of meetings, each with its day: several may have the same title."""

    def label_from_instance(self, obj: Any) -> str:
        """Put the day first."""
        day = date_format(timezone.localtime(obj.starts_at), "j. F Y")
        draft = " (kladde)" if obj.state == Event.State.DRAFT else ""
        return f"{day}: {obj.title}{draft}"


class PlanForm(forms.Form):
    """The meeting that takes it up."""

    event = MeetingField(
        label="Møde",
        queryset=Event.objects.taking_place().order_by("-starts_at", "pk"),
        empty_label="Vælg et møde",
        error_messages={"required": "Vælg det møde, der tager emnet op."},
    )


class ClosingForm(forms.Form):
    """Why nothing more happens."""

    why = forms.CharField(
        label="Hvorfor lukker I emnet?",
        help_text="Alle kan læse det, hvis emnet er offentligt. Kort og venligt.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor emnet lukker."},
    )


def _answer(obj: Topic, *, by: Any, text: str) -> str:
    suggestions.answer(topic=obj, text=text)
    return f"Svaret står på emnets side.{_also_told(obj)}"


def _plan(obj: Topic, *, by: Any, event: Event) -> str:
    suggestions.plan(topic=obj, event=event)
    return f"Emnet er på programmet for “{event}”."


def _take_off(obj: Topic, *, by: Any) -> str:
    suggestions.take_off(obj)
    return "Emnet er taget af programmet og venter igen."


def _close(obj: Topic, *, by: Any, why: str) -> str:
    suggestions.close(topic=obj, why=why)
    return f"Emnet er lukket.{_also_told(obj)}"


def _reopen(obj: Topic, *, by: Any) -> str:
    suggestions.reopen(obj)
    return "Emnet er åbent igen."


def _also_told(obj: Topic) -> str:
    return (
        " Den, der foreslog det, får en mail." if suggestions.has_listener(obj) else ""
    )


class ProgressFilter(SimpleListFilter):
    """Where topics stand; what follows from days is asked of the days."""

    title = "hvor langt"
    parameter_name = "hvor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer what waits for the editor, what is open and what is over."""
        return [
            ("nye", "Nye forslag fra læsere"),
            ("glemt", "Har ventet en måned på svar"),
            ("ubesvarede", "Åbne uden svar"),
            ("aabne", "Åbne"),
            ("slut", "Har været på programmet eller er lukket"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of them."""
        now = timezone.now()
        match self.value():
            case "nye":
                return queryset.waiting()
            case "glemt":
                return queryset.overlooked(now)
            case "ubesvarede":
                return queryset.open(now).filter(answered_at=None)
            case "aabne":
                return queryset.open(now)
            case "slut":
                return queryset.over(now)
        return queryset


@admin.register(Topic)
class TopicAdmin(HouseAdmin):
    """What members have on their mind, moved on by steps that say who and when."""

    purpose = "Det, medlemmerne har på hjertet, og hvad der er blevet af det."
    empty_text = "Ingen emner endnu. Tilføj det første, fx et ønske fra et møde."
    list_display = [
        "title",
        publication_badge,
        "stage_badge",
        "supporters",
        "created_at",
        example_badge,
    ]
    list_filter = [ProgressFilter, "publication_state", "is_example"]
    list_select_related = ["event"]
    search_fields = ["title"]
    ordering = ["-created_at", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["source"]
    readonly_fields = [
        *("stage_badge", "answer", "answered_at", "answer_changed_at"),
        *("event", "planned_at"),
        *("closing", "closed_at", "supporters", "from_reader", "created_at"),
    ]
    fieldsets = [
        (
            "Emnet",
            {
                "description": (
                    "Kort og konkret. Nævn ingen personer, heller ikke når en læser "
                    "har gjort det. Gør emnet offentligt, når det er klar."
                ),
                "fields": [
                    *("title", "slug", "description", "publication_state"),
                    *("source", "is_example", "from_reader"),
                ],
            },
        ),
        (
            "Hvad sker der",
            {
                "description": (
                    "Svar, sæt på programmet og luk med knapperne øverst. Under "
                    "Historik står, hvem der gjorde det og hvornår."
                ),
                "fields": [
                    *("stage_badge", "supporters", "created_at"),
                    *("answer", "answered_at", "answer_changed_at"),
                    *("event", "planned_at"),
                    *("closing", "closed_at"),
                ],
            },
        ),
    ]
    refusals = (suggestions.TopicRefused,)
    steps = (
        Step(
            slug="svar",
            label="Svar",
            question="Svaret kommer på emnets side. Er der et svar, så afløser du det.",
            do=_answer,
            is_open=lambda obj: obj.stage != Stage.CLOSED,
            form=AnswerForm,
        ),
        Step(
            slug="programmet",
            label="Sæt på programmet",
            question=(
                "Hvilket møde tager emnet op? Siden følger mødet: planlagt før, holdt "
                "efter, og aflyst, hvis du aflyser det."
            ),
            do=_plan,
            is_open=suggestions.can_be_planned,
            form=PlanForm,
        ),
        Step(
            slug="af-programmet",
            label="Tag af programmet",
            question="Emnet venter så igen, og dem, der støtter det, bliver stående.",
            do=_take_off,
            is_open=lambda obj: bool(obj.planned_at) and obj.is_open,
            is_grave=True,
        ),
        Step(
            slug="luk",
            label="Luk",
            question=(
                "Ingen kan støtte emnet mere. Er det aldrig blevet offentligt, bliver "
                "det heller ikke."
            ),
            do=_close,
            is_open=lambda obj: obj.closed_at is None,
            form=ClosingForm,
            is_grave=True,
        ),
        Step(
            slug="aabn",
            label="Åbn igen",
            question="Skal emnet være åbent igen?",
            do=_reopen,
            is_open=suggestions.can_be_reopened,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count supporters in the same query."""
        queryset: Any = super().get_queryset(request)
        return queryset.with_support()

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Tell who suggested it when it becomes public."""
        super().save_model(request, obj, form, change)
        if suggestions.tell_public(obj):
            self.message_user(request, "Den, der foreslog emnet, får en mail om det.")

    def step_facts(self, obj: Topic, step: Step) -> list[tuple[str, object]]:
        """Show what it is about, and what it says already."""
        facts: list[tuple[str, object]] = [
            ("Emne", obj.title),
            ("Beskrivelse", obj.description),
            ("Svar", obj.answer),
            ("Møde", obj.event or ""),
        ]
        if step.slug in ("svar", "luk") and suggestions.has_listener(obj):
            facts.append(("Får en mail", "Den, der foreslog emnet"))
        return [(label, value) for label, value in facts if value]

    @admin.display(description="hvor langt")
    def stage_badge(self, obj: Topic) -> SafeString:
        """Draw what has become of it."""
        return badge(obj.stage.label, KINDS[obj.stage])

    @admin.display(description="støtter", ordering="supporters")
    def supporters(self, obj: Any) -> int:
        """Say how many support the topic; who they are is not known."""
        return getattr(obj, "supporters", 0)

    @admin.display(description="foreslået af")
    def from_reader(self, obj: Topic) -> str:
        """Say whether somebody waits for an answer; the address itself is not shown."""
        return suggestions.who_suggested(obj)
