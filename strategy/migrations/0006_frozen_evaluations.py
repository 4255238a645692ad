"""Freeze the whole of an evaluation, and keep what was said of a goal.

Evaluations that are public already get their frozen text from their rows. Until now the
titles of goals and the list of initiatives were read live, so what was promised is what
stands there on the day of the upgrade: the text says which day that was. Whether the
figures still matched their former fingerprint (format 1) is written down, too.
"""

import hashlib
import json
from datetime import UTC
from operator import attrgetter

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

PUBLISHED = "offentlig"


def freeze_published_evaluations(apps, schema_editor):
    """Write the frozen text of each evaluation that is public."""
    Evaluation = apps.get_model("strategy", "Evaluation")
    published = (
        Evaluation.objects.filter(state=PUBLISHED)
        .select_related("strategy", "source")
        .order_by("strategy_id", "year")
    )
    before = {}
    for evaluation in published:
        content = content_of(apps, evaluation, before.get(evaluation.strategy_id))
        matched = evaluation.fingerprint == former_fingerprint(evaluation)
        content["earlier_fingerprint"] = evaluation.fingerprint
        content["earlier_fingerprint_matched"] = matched
        content["completed_on"] = timezone.localdate().isoformat()
        evaluation.frozen_content = serialise(content)
        evaluation.fingerprint = hashlib.sha256(
            evaluation.frozen_content.encode()
        ).hexdigest()
        evaluation.save(update_fields=["frozen_content", "fingerprint"])
        if content["figures"]:
            before[evaluation.strategy_id] = content


def thaw(apps, schema_editor):
    """Give back the fingerprints of format 1."""
    Evaluation = apps.get_model("strategy", "Evaluation")
    for evaluation in Evaluation.objects.filter(state=PUBLISHED):
        evaluation.fingerprint = former_fingerprint(evaluation)
        evaluation.save(update_fields=["fingerprint"])


def serialise(content):
    return json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def in_utc(moment):
    return moment.astimezone(UTC).isoformat()


def former_fingerprint(evaluation):
    """Compute the fingerprint as format 1 did: figures and assessments alone."""
    cut_off = evaluation.cut_off_date
    content = {
        "strategy": evaluation.strategy.slug,
        "year": evaluation.year,
        "cut_off": cut_off.isoformat() if cut_off else None,
        "figures": [
            {
                "key": figure.key,
                "goal": figure.goal.number if figure.goal else None,
                "label": figure.label,
                "value": None if figure.value is None else f"{figure.value:.2f}",
                "qualifier": figure.qualifier,
                "unit": figure.unit,
                "as_published": figure.as_published,
                "as_of": figure.as_of_date.isoformat(),
                "target": figure.target,
                "method": figure.method,
                "source": figure.source,
                "includes_examples": figure.includes_examples,
                "copied_at": in_utc(figure.copied_at),
            }
            for figure in sorted(
                evaluation.figures.select_related("goal"), key=attrgetter("key")
            )
        ],
        "assessments": [
            {
                "goal": assessment.goal.number,
                "title": assessment.goal.title,
                "standing": assessment.standing,
                "reason": assessment.reason,
            }
            for assessment in evaluation.assessments.select_related("goal").order_by(
                "goal__number"
            )
        ],
    }
    return hashlib.sha256(serialise(content).encode()).hexdigest()


def content_of(apps, evaluation, before):
    """Gather what the page showed: its rows, and what it read live until now."""
    earlier = {one["key"]: one["quantity"] for one in before["figures"]} if before else {}
    rows = evaluation.figures.select_related("goal").order_by("position", "id")
    figures = [
        {
            "key": figure.key,
            "goal": figure.goal_id,
            "label": figure.label,
            "quantity": {
                "value": None if figure.value is None else f"{figure.value:.2f}",
                "qualifier": figure.qualifier,
                "unit": figure.unit,
                "as_published": figure.as_published,
            },
            "as_of": figure.as_of_date.isoformat(),
            "target": figure.target,
            "method": figure.method,
            "source": figure.source,
            "includes_examples": figure.includes_examples,
            "copied_at": in_utc(figure.copied_at),
            "before": earlier.get(figure.key),
        }
        for figure in rows
    ]
    strategy, source = evaluation.strategy, evaluation.source
    goals = goals_of(apps, evaluation, figures)
    return {
        "format": 2,
        "strategy": {
            "title": strategy.title,
            "slug": strategy.slug,
            "is_example": strategy.is_example,
            "rhythm": strategy.evaluation_rhythm,
        },
        "year": evaluation.year,
        "cut_off": evaluation.cut_off_date and evaluation.cut_off_date.isoformat(),
        "published_at": in_utc(evaluation.published_at),
        "committee": evaluation.committee,
        "summary": evaluation.summary,
        "recommendations": evaluation.recommendations,
        "source": source
        and {
            "title": f"{source.title} ({source.publisher})",
            "url": source.url,
            "date": source.published_date.isoformat(),
        },
        "before_year": before["year"] if before else None,
        "goals": goals,
        "figures": figures,
        "initiatives": initiatives_of(apps, [goal["id"] for goal in goals]),
        # The meetings, the returns and the advice were not on the page.
        "network": None,
        "returns": None,
        "advice": [],
    }


def goals_of(apps, evaluation, figures):
    labels = {
        "ikke_begyndt": "Ikke begyndt",
        "paa_vej": "På vej",
        "bagud": "Bagud",
        "naaet": "Nået",
    }
    judged = {one.goal_id: one for one in evaluation.assessments.all()}
    mentioned = {*judged, *(figure["goal"] for figure in figures)} - {None}
    goals = apps.get_model("strategy", "Goal").objects.filter(pk__in=mentioned)
    return [
        {
            "id": goal.pk,
            "number": goal.number,
            "title": goal.title,
            "standing": judged[goal.pk].standing if goal.pk in judged else "",
            "standing_label": (
                labels[judged[goal.pk].standing] if goal.pk in judged else ""
            ),
            "reason": judged[goal.pk].reason if goal.pk in judged else "",
        }
        for goal in goals.order_by("number", "pk")
    ]


def initiatives_of(apps, goals):
    stages = {"planlagt": "Planlagt", "i_gang": "I gang", "gennemfoert": "Gennemført"}
    initiatives = (
        apps.get_model("strategy", "Initiative")
        .objects.filter(publication_state=PUBLISHED, goals__in=goals)
        .distinct()
        .order_by("position", "id")
    )
    return [
        {
            "title": initiative.title,
            "slug": initiative.slug,
            "stage": stages.get(initiative.stage, initiative.stage),
            # Only the titles were on the page.
            "participants": None,
            "outcome": "",
            "is_example": initiative.is_example,
            "goals": [],
        }
        for initiative in initiatives
    ]


def keep_present_standings(apps, schema_editor):
    """Begin each goal's history with what is said of it now."""
    GoalStanding = apps.get_model("strategy", "GoalStanding")
    for goal in apps.get_model("strategy", "Goal").objects.exclude(
        standing="ikke_vurderet"
    ):
        GoalStanding.objects.create(
            goal=goal,
            standing=goal.standing,
            reason=goal.standing_reason,
            date=goal.standing_date,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0008_reopened_return"),
        ("strategy", "0005_drafts_and_hearings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="evaluation",
            name="strategy_evaluation_published_is_dated",
        ),
        migrations.AddField(
            model_name="evaluation",
            name="decision_noted_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="beslutningen skrevet ind",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="frozen_content",
            field=models.TextField(
                blank=True, editable=False, verbose_name="fastfrosset indhold"
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="unfinished",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text=(
                    "Det, der er skrevet om et mål, før det er valgt, hvordan det går."
                ),
                verbose_name="påbegyndte vurderinger",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="fingerprint",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="SHA-256 over det fastfrosne indhold.",
                max_length=64,
                verbose_name="fingeraftryk",
            ),
        ),
        migrations.RunPython(freeze_published_evaluations, thaw),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at__isnull", False),
                        ("state", "offentlig"),
                        models.Q(("frozen_content", ""), _negated=True),
                    ),
                    models.Q(
                        ("frozen_content", ""),
                        ("published_at__isnull", True),
                        ("state", "kladde"),
                    ),
                    _connector="OR",
                ),
                name="strategy_evaluation_published_is_dated",
                violation_error_message=(
                    "Offentliggør evalueringen med knappen, så tallene bliver frosset."
                ),
            ),
        ),
        migrations.CreateModel(
            name="GoalStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("ikke_begyndt", "Ikke begyndt"),
                            ("paa_vej", "På vej"),
                            ("bagud", "Bagud"),
                            ("naaet", "Nået"),
                        ],
                        max_length=13,
                        verbose_name="hvordan går det",
                    ),
                ),
                ("reason", models.TextField(verbose_name="begrundelse")),
                ("date", models.DateField(verbose_name="vurderet den")),
                (
                    "recorded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="noteret"),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="strategy.goal",
                        verbose_name="mål",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Vises aldrig offentligt.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering af et mål",
                "verbose_name_plural": "vurderinger af mål",
                "ordering": ["-date", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "standing__in",
                                ["ikke_begyndt", "paa_vej", "bagud", "naaet"],
                            )
                        ),
                        name="strategy_goalstanding_known",
                        violation_error_message="Vælg, hvordan det går med målet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="strategy_goalstanding_has_reason",
                        violation_error_message=(
                            "Skriv, hvorfor målet vurderes sådan."
                        ),
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_present_standings, migrations.RunPython.noop),
    ]
