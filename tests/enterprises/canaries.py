"""Hidden rows of the registry, beside what is public."""

from django.utils import timezone

from common.publication import PublicationState
from enterprises.models import StaffingReturn
from tests.canaries import LONG_AGO
from tests.enterprises import factories as enterprises
from tests.routes import COORDINATES


def hide_registry(canary, opened):
    """Put every kind of hidden row of the registry beside what is public."""
    shown = opened["enterprise"]
    for state in (PublicationState.DRAFT, PublicationState.WITHDRAWN):
        hidden = canary.fill(
            enterprises.EnterpriseFactory,
            publication_state=state,
            established_date=LONG_AGO,
            pictured=True,
        )
        hidden.sectors.add(
            enterprises.SectorFactory(name=canary.word("sector of a hidden row"))
        )
        # Next door to what is public, and just like it.
        hidden.sectors.add(*shown.sectors.all())
        opened["cluster"].enterprises.add(hidden)
        canary.fill(enterprises.LocationFactory, enterprise=hidden, **COORDINATES)
        canary.fill(enterprises.OfferFactory, enterprise=hidden)
        canary.fill(
            enterprises.RsvStatusFactory,
            enterprise=hidden,
            registered=True,
        )
        canary.fill(
            enterprises.SocialValueStatementFactory, enterprise=hidden, published=True
        )
        approved = canary.fill(
            enterprises.StaffingReturnFactory,
            enterprise=hidden,
            approved=True,
            reported_total=canary.number("total of a hidden enterprise"),
        )
        canary.fill(
            enterprises.StaffingCountFactory,
            staffing_return=approved,
            value=canary.number("count of a hidden enterprise"),
        )
        canary.fill(
            enterprises.SocialValueStatementFactory,
            enterprise=shown,
            publication_state=state,
        )
        report = canary.fill(
            enterprises.StatusReportFactory,
            publication_state=state,
            source=canary.fill(enterprises.SourceFactory),
        )
        canary.fill(
            enterprises.ReportedFigureFactory,
            report=report,
            value=canary.number("figure of a hidden report"),
        )
    for year, status in enumerate(StaffingReturn.Status.values, start=2019):
        if status == StaffingReturn.Status.APPROVED:
            continue
        once_public = status == StaffingReturn.Status.SUPERSEDED
        unapproved = canary.fill(
            enterprises.StaffingReturnFactory,
            enterprise=shown,
            year=year,
            status=status,
            approved_at=timezone.now() if once_public else None,
            reported_total=canary.number(f"total of a return that is {status}"),
        )
        canary.fill(
            enterprises.StaffingCountFactory,
            staffing_return=unapproved,
            value=canary.number(f"count of a return that is {status}"),
        )
        canary.fill(enterprises.StaffingReturnStepFactory, staffing_return=unapproved)
        canary.fill(enterprises.ReturnInvitationFactory, staffing_return=unapproved)
        canary.fill(enterprises.RecordProposalFactory, staffing_return=unapproved)
    canary.fill(enterprises.ReturnRoundFactory)
    canary.fill(enterprises.RsvImportFactory)
    canary.fill(enterprises.TableImportFactory)
    canary.fill(enterprises.CorrectionFactory, enterprise=shown, besides=["answer"])
    canary.fill(
        enterprises.CorrectionFactory,
        enterprise=shown,
        taken=True,
        answered_at=timezone.now(),
    )
    # An approved return shows its counts and nothing else.
    StaffingReturn.objects.filter(pk=opened["return"].pk).update(
        note=canary.word("enterprises.StaffingReturn.note"),
        reason=canary.word("enterprises.StaffingReturn.reason"),
        reported_total=canary.number("total an enterprise wrote itself"),
    )
    opened["report"].editor_note = canary.word("enterprises.StatusReport.editor_note")
    opened["report"].save()
    source = opened["report"].source
    source.note = canary.word("enterprises.Source.note")
    source.save()
