"""Smallest valid rows of the registry; traits name situations."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import factory

from common.publication import PublicationState
from common.quantities import Qualifier, Unit
from enterprises import models
from enterprises.transfer.uploads import pack


class PublishableFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        published = factory.Trait(publication_state=PublicationState.PUBLISHED)
        withdrawn = factory.Trait(publication_state=PublicationState.WITHDRAWN)


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Source

    title = factory.Sequence(lambda n: f"Status {n} for socialøkonomi")
    publisher = "Roskilde Kommune"
    published_date = date(2018, 8, 20)


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Sector

    name = factory.Sequence(lambda n: f"Arbejdsfelt {n}")
    slug = factory.Sequence(lambda n: f"arbejdsfelt-{n}")


class TargetGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.TargetGroup

    name = factory.Sequence(lambda n: f"Målgruppe {n}")
    slug = factory.Sequence(lambda n: f"maalgruppe-{n}")


class UNGoalFactory(factory.django.DjangoModelFactory):
    """A goal that a migration has already written, unless it is missing."""

    class Meta:
        model = models.UNGoal
        django_get_or_create = ("number",)

    number = 8
    name = "Anstændige jobs og økonomisk vækst"


class EnterpriseFactory(PublishableFactory):
    """A draft that is on the way and was followed from the first of January 2015."""

    class Meta:
        model = models.Enterprise
        skip_postgeneration_save = True

    class Params:
        example = factory.Trait(is_example=True)
        on_the_way = factory.Trait(established_date=None)
        established = factory.Trait(established_date=date(2016, 1, 1))
        closed = factory.Trait(
            established_date=date(2016, 1, 1), closed_date=date(2019, 1, 1)
        )
        # Registered since 2017, as the register says.
        registered = factory.Trait(
            established_date=date(2016, 1, 1),
            legal_form=models.Enterprise.LegalForm.PRIVATE_LIMITED,
            rsv=factory.RelatedFactory(
                "tests.enterprises.factories.RsvStatusFactory",
                "enterprise",
                registered=True,
            ),
        )
        pictured = factory.Trait(
            logo=factory.django.ImageField(width=40, height=20),
            photo=factory.django.ImageField(width=60, height=40),
            photo_text="To mennesker ved en høvlebænk.",
        )

    name = factory.Sequence(lambda n: f"Virksomhed {n}")
    slug = factory.Sequence(lambda n: f"virksomhed-{n}")
    short_description = "Reparerer cykler og lærer fra sig."
    followed_from_date = date(2015, 1, 1)


class LocationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Location

    enterprise = factory.SubFactory(EnterpriseFactory)
    street = "Algade 1"
    postal_code = "4000"
    postal_district = "Roskilde"
    town = "Roskilde"


class CorrectionFactory(factory.django.DjangoModelFactory):
    """A correction that nobody has looked at."""

    class Meta:
        model = models.Correction

    class Params:
        taken = factory.Trait(
            state=models.Correction.State.TAKEN,
            closed_at=datetime(2018, 9, 1, 12, tzinfo=UTC),
        )

    enterprise = factory.SubFactory(EnterpriseFactory)
    area = models.Correction.Area.CONTACT
    wrong = "Telefonnummeret virker ikke."
    sending_key = factory.Sequence(lambda n: sha256(f"form {n}".encode()).hexdigest())


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Offer

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = models.Offer.Kind.GOODS
    title = "Brugte cykler"


class SocialValueStatementFactory(PublishableFactory):
    class Meta:
        model = models.SocialValueStatement

    class Params:
        published = factory.Trait(
            publication_state=PublicationState.PUBLISHED,
            consent_date=date(2018, 6, 1),
        )

    enterprise = factory.SubFactory(EnterpriseFactory)
    claim = "Flere er med i et fællesskab."
    beneficiaries = "Unge uden job"
    evidence = "Samtaler med alle deltagere efter et halvt år."
    year = 2018


class RsvStatusFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RsvStatus

    class Params:
        registered = factory.Trait(
            status=models.RsvStatus.Status.REGISTERED,
            source="Det Centrale Virksomhedsregister",
            checked_date=factory.SelfAttribute("effective_date"),
        )
        deregistered = factory.Trait(
            status=models.RsvStatus.Status.DEREGISTERED,
            source="Det Centrale Virksomhedsregister",
            effective_date=date(2019, 1, 1),
        )

    enterprise = factory.SubFactory(EnterpriseFactory)
    status = models.RsvStatus.Status.CONSIDERING
    effective_date = date(2017, 1, 1)
    source = "Virksomheden selv"


class RsvImportFactory(factory.django.DjangoModelFactory):
    """A list whose columns nobody has named yet."""

    class Meta:
        model = models.RsvImport

    class Params:
        approved = factory.Trait(
            state=models.RsvImport.State.APPROVED,
            approved_at=datetime(2018, 9, 1, 12, tzinfo=UTC),
        )

    file_name = "rsv.csv"
    list_date = date(2018, 8, 31)
    headers = ["Nummer", "Navn"]
    rows = [[2, ["13585628", "Kædehjulet"]]]


class TableImportFactory(factory.django.DjangoModelFactory):
    """A file of the editor's that waits to be looked through."""

    class Meta:
        model = models.TableImport

    class Params:
        taken_in = factory.Trait(
            state=models.TableImport.State.TAKEN_IN,
            taken_in_at=datetime(2018, 9, 1, 12, tzinfo=UTC),
        )

    kind = models.TableImport.Kind.ENTERPRISES
    file_name = "virksomheder.csv"
    content = factory.LazyFunction(
        lambda: pack(iter([(1, ["CVR-nummer", "Navn"]), (2, ["13585628", "Ny"])]))
    )


class StaffingCategoryFactory(factory.django.DjangoModelFactory):
    """A kind of staff beside those that a migration has already written."""

    class Meta:
        model = models.StaffingCategory
        django_get_or_create = ("slug",)

    class Params:
        sensitive = factory.Trait(
            group=models.StaffingCategory.Group.SPECIAL_TERMS, is_sensitive=True
        )
        volunteers = factory.Trait(group=models.StaffingCategory.Group.VOLUNTEERS)

    slug = factory.Sequence(lambda n: f"kategori-{n}")
    name = factory.Sequence(lambda n: f"Kategori {n}")
    group = models.StaffingCategory.Group.ORDINARY


class StaffingReturnFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StaffingReturn

    class Params:
        pending = factory.Trait(status=models.StaffingReturn.Status.PENDING)
        returned = factory.Trait(
            status=models.StaffingReturn.Status.RETURNED,
            reason="Skriv også de frivillige.",
        )
        approved = factory.Trait(
            status=models.StaffingReturn.Status.APPROVED,
            approved_at=factory.LazyAttribute(
                lambda row: datetime(row.year, 9, 15, 12, tzinfo=UTC)
            ),
        )
        superseded = factory.Trait(
            status=models.StaffingReturn.Status.SUPERSEDED,
            approved_at=factory.LazyAttribute(
                lambda row: datetime(row.year, 9, 15, 12, tzinfo=UTC)
            ),
        )

    enterprise = factory.SubFactory(EnterpriseFactory)
    year = 2018
    as_of_date = factory.LazyAttribute(lambda row: date(row.year, 8, 31))


class StaffingReturnStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StaffingReturnStep

    staffing_return = factory.SubFactory(StaffingReturnFactory)
    status = models.StaffingReturn.Status.PENDING
    actor = models.StaffingReturnStep.Actor.ENTERPRISE


class StaffingCountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StaffingCount

    class Params:
        not_stated = factory.Trait(value=None)
        approximate = factory.Trait(qualifier=Qualifier.APPROXIMATE)

    staffing_return = factory.SubFactory(StaffingReturnFactory)
    category = factory.SubFactory(StaffingCategoryFactory)
    value = Decimal(7)
    unit = Unit.PERSONS


class ReturnInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReturnInvitation

    class Params:
        used = factory.Trait(used_at=datetime(2018, 9, 1, 12, tzinfo=UTC))
        revoked = factory.Trait(revoked_at=datetime(2018, 9, 1, 12, tzinfo=UTC))

    staffing_return = factory.SubFactory(StaffingReturnFactory)
    token_hash = factory.Sequence(lambda n: sha256(f"link {n}".encode()).hexdigest())
    expires_at = datetime(2018, 10, 1, 12, tzinfo=UTC)


class ReturnRoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReturnRound

    class Params:
        opened = factory.Trait(opened_at=datetime(2018, 9, 1, 12, tzinfo=UTC))

    year = factory.Sequence(lambda n: 2001 + n % 99)
    as_of_date = factory.LazyAttribute(lambda row: date(row.year, 8, 31))
    deadline_date = factory.LazyAttribute(lambda row: date(row.year, 10, 1))


class RecordProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RecordProposal

    class Params:
        sent = factory.Trait(sent_at=datetime(2018, 9, 1, 12, tzinfo=UTC))
        closed = factory.Trait(
            answer=models.RecordProposal.Answer.CLOSED, closed_date=date(2018, 8, 1)
        )

    staffing_return = factory.SubFactory(StaffingReturnFactory)
    answer = models.RecordProposal.Answer.RIGHT


class StatusReportFactory(PublishableFactory):
    class Meta:
        model = models.StatusReport

    title = factory.Sequence(lambda n: f"Status {n}")
    slug = factory.Sequence(lambda n: f"status-{n}")
    as_of_date = date(2018, 8, 20)
    as_of_text = "august 2018"
    source = factory.SubFactory(SourceFactory)


class ReportedFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReportedFigure

    class Params:
        total = factory.Trait(role=models.ReportedFigure.Role.TOTAL)
        part = factory.Trait(role=models.ReportedFigure.Role.PART)
        volunteers = factory.Trait(
            subject=models.ReportedFigure.Subject.VOLUNTEERS,
            role=models.ReportedFigure.Role.ALONE,
        )

    report = factory.SubFactory(StatusReportFactory)
    key = factory.Sequence(lambda n: f"tal-{n}")
    label = "Medarbejdere"
    subject = models.ReportedFigure.Subject.STAFF
    value = Decimal(110)
    unit = Unit.PERSONS


class SearchWordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SearchWord

    word = factory.Sequence(lambda n: f"cykler{n}")
    term = "cykl"


class SearchTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SearchText

    enterprise = factory.SubFactory(EnterpriseFactory)
    place = models.SearchText.Place.TEXT
    terms = " | cykl - værksted | "


class RegistryChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RegistryChange

    enterprise_key = 1
