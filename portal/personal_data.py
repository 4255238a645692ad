"""Where the portal holds something about people, and how it is found and forgotten.

Every table of the installation is named here: as one that holds something about people,
or as one that does not. A test fails where one is missing, and where a table that is
said to hold nothing has a field that looks as if it did.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from mailer.models import Message

from common.mail import read_mail
from network import erasure

Rows = Callable[[str], QuerySet[Any]]
Forget = Callable[[QuerySet[Any], str], None]


@dataclass(frozen=True)
class Holding:
    """A table with something about people: how one person's rows are found.

    ``forget`` makes them say nothing of the person. Where there is none they go with
    another row, or stay for the reason that ``stays`` gives.
    """

    label: str
    rows: Rows
    forget: Forget | None = None
    stays: str = ""
    # Only with an account: staff and the board are asked for separately.
    is_account: bool = False

    @property
    def model(self) -> type[Model]:
        """The table."""
        return apps.get_model(self.label)


def _where(label: str, lookup: str) -> Rows:
    def rows(address: str) -> QuerySet[Any]:
        found = apps.get_model(label)._default_manager
        return found.filter(**{f"{lookup}__iexact": address}).order_by("pk")

    return rows


def _written(label: str, *names: str) -> Rows:
    """Find rows in whose text the address stands."""

    def rows(address: str) -> QuerySet[Any]:
        anywhere = Q()
        for name in names:
            anywhere |= Q(**{f"{name}__icontains": address})
        return apps.get_model(label)._default_manager.filter(anywhere).order_by("pk")

    return rows


def _take_out(rows: QuerySet[Any], address: str) -> None:
    """Keep what was said in public, without the address and the name."""
    written = re.compile(re.escape(address), re.IGNORECASE)
    for row in rows:
        for name in ("text", "answer", "note"):
            setattr(row, name, written.sub("[slettet]", getattr(row, name)))
        row.name, row.show_name = "", False
        row.save()


def _delete(rows: QuerySet[Any], address: str) -> None:
    rows.delete()


def _by(forget: Callable[[QuerySet[Any]], None]) -> Forget:
    return lambda rows, address: forget(rows)


def mails_to(address: str) -> QuerySet[Message]:
    """Return the queued mails that are to an address, or name it."""
    found = []
    for place in Message.objects.order_by("pk").iterator():
        mail = read_mail(place)
        if mail is None:
            continue
        words = [*mail.recipients(), *mail.reply_to, mail.subject, str(mail.body)]
        if any(address.lower() in text.lower() for text in words):
            found.append(place.pk)
    return Message.objects.filter(pk__in=found)


def _deliveries_to(address: str) -> QuerySet[Any]:
    model = apps.get_model("portal.MailDelivery")
    return model._default_manager.filter(
        Q(message__in=mails_to(address)) | Q(fault__icontains=address)
    )


def _messages_of(address: str) -> QuerySet[Any]:
    """Return what stands in a person's thread, and what they wrote in another's."""
    model = apps.get_model("network.EnquiryMessage")
    return model._default_manager.filter(
        Q(enquiry__email__iexact=address) | Q(sender__iexact=address)
    ).order_by("pk")


def _account(label: str, lookup: str, forget: Forget | None = None) -> Holding:
    return Holding(label, _where(label, lookup), forget, is_account=True)


ROLE = "Det er en rolles eller en virksomheds postkasse, som redaktionen retter."

HOLDINGS = (
    # Before what they are about: a mail that is gone is not sent.
    Holding("portal.MailDelivery", _deliveries_to, _delete),
    Holding("mailer.Message", mails_to, _delete),
    Holding(
        "mailer.DontSendEntry", _where("mailer.DontSendEntry", "to_address"), _delete
    ),
    Holding("network.Reminder", _where("network.Reminder", "registration__email_key")),
    Holding("network.Arrival", _where("network.Arrival", "registration__email_key")),
    Holding(
        "network.Registration",
        _where("network.Registration", "email_key"),
        _by(erasure.forget_sign_ups),
    ),
    Holding(
        "network.MemberDelivery", _where("network.MemberDelivery", "member__email")
    ),
    Holding(
        "network.Member", _where("network.Member", "email"), _by(erasure.forget_members)
    ),
    Holding("network.EnquiryMessage", _messages_of, _delete),
    Holding("network.Enquiry", _where("network.Enquiry", "email"), _delete),
    Holding(
        "network.TopicSuggestion",
        _where("network.TopicSuggestion", "email"),
        _by(erasure.forget_suggestions),
    ),
    Holding("network.TopicSupport", erasure.support_of, _by(erasure.forget_support)),
    Holding(
        "enterprises.Correction", _where("enterprises.Correction", "email"), _delete
    ),
    Holding("strategy.Nomination", _where("strategy.Nomination", "email"), _delete),
    # An answer in a hearing has a name and no address, unless it is written in it.
    Holding(
        "strategy.HearingRemark",
        _written("strategy.HearingRemark", "text", "name", "answer", "note"),
        _take_out,
    ),
    Holding(
        "enterprises.Enterprise", _where("enterprises.Enterprise", "email"), stays=ROLE
    ),
    Holding("network.Cluster", _where("network.Cluster", "contact_email"), stays=ROLE),
    Holding("portal.ContactPoint", _where("portal.ContactPoint", "email"), stays=ROLE),
    # Accounts of staff and the board
    _account("strategy.BoardSeat", "user__email"),
    _account("strategy.DraftReading", "user__email", _delete),
    _account("strategy.Remark", "author__email"),
    _account("enterprises.StaffingReturnStep", "user__email"),
    _account("enterprises.RecordProposal", "decided_by__email"),
    _account("strategy.GoalStanding", "recorded_by__email"),
    _account("admin.LogEntry", "user__email"),
    _account("account.EmailConfirmation", "email_address__email", _delete),
    _account("account.EmailAddress", "email", _delete),
    _account("mfa.Authenticator", "user__email", _delete),
    _account("socialaccount.SocialToken", "account__user__email", _delete),
    _account("socialaccount.SocialAccount", "user__email", _delete),
    _account("usersessions.UserSession", "user__email", _delete),
    _account("auth.User", "email"),
)

# Tables that hold nothing about a person by themselves.
IMPERSONAL = {
    *("auth.Permission", "auth.Group", "contenttypes.ContentType"),
    # Signed and for 8 hours; whose it is, usersessions.UserSession says.
    "sessions.Session",
    # What was sent, without whom to.
    "mailer.MessageLog",
    *("portal.FormerAddress", "portal.LinkCheck", "portal.MailText"),
    # A hash that changes every day.
    "portal.LimitCounter",
    # Where the municipality's sign-in is.
    "socialaccount.SocialApp",
    *("strategy.AwardYear", "strategy.Juror", "strategy.Nominee"),
    *("strategy.Strategy", "strategy.StrategySection", "strategy.Goal"),
    *("strategy.Indicator", "strategy.IndicatorCorrection"),
    *("strategy.Measurement", "strategy.MeasurementCorrection"),
    *("strategy.BoardMeeting", "strategy.MeetingPaper"),
    *("strategy.Advice", "strategy.Evaluation", "strategy.GoalAssessment"),
    *("strategy.EvaluationFigure", "strategy.Erratum", "strategy.OriginStep"),
    *("strategy.Initiative", "strategy.InitiativePeriod", "strategy.Screening"),
    *("strategy.ScreeningStep", "strategy.ProgrammePage", "strategy.Document"),
    *("network.ClusterMeeting", "network.Event", "network.ProgrammeItem"),
    *("network.EventMaterial", "network.EventPicture", "network.MemberMessage"),
    "network.Topic",
    *("enterprises.Source", "enterprises.Sector", "enterprises.TargetGroup"),
    *("enterprises.UNGoal", "enterprises.RegistryChange", "enterprises.Location"),
    *("enterprises.Offer", "enterprises.RsvImport", "enterprises.TableImport"),
    *("enterprises.StaffingCategory", "enterprises.StaffingReturn"),
    *("enterprises.StaffingCount", "enterprises.ReturnInvitation"),
    *("enterprises.ReturnRound", "enterprises.RsvStatus", "enterprises.SearchWord"),
    *("enterprises.SearchText", "enterprises.SocialValueStatement"),
    *("enterprises.StatusReport", "enterprises.ReportedFigure"),
}

# What looks as if it were about a person.
TELLTALE = re.compile(
    r"mail|phone|cpr|birth|holder|sender|author|person|speaker|user|(^|_)ip$|_by$"
)
# Fields of impersonal tables that look so and are not, or are there by consent.
HARMLESS = {
    # A body, such as a committee.
    "strategy.Strategy.evaluated_by": "an office",
    "network.ProgrammeItem.speaker": "a role",
    "network.ProgrammeItem.speaker_name": "by consent; the editor takes it off",
}
