"""Hidden rows of the network, beside what is public."""

from datetime import timedelta

from django.utils import timezone

from common.publication import PublicationState
from network.models import Registration
from tests.network import factories as network


def hide_network(canary, opened):
    """Put every kind of hidden row of the network beside what is public."""
    soon = timezone.now() + timedelta(days=3)
    for starts_at in (soon, timezone.now() - timedelta(days=3)):
        draft = canary.fill(
            network.EventFactory,
            starts_at=starts_at,
            previous_starts_at=starts_at,
            host=opened["enterprise"],
            capacity=canary.number("seats of a draft"),
            attendance_count=canary.number("attendance of a draft"),
        )
        canary.fill(network.ProgrammeItemFactory, event=draft, name_consented=True)
        canary.fill(network.EventMaterialFactory, event=draft)
        canary.fill(network.EventPictureFactory, event=draft)
        network.TopicFactory(published=True, event=draft)
    shown = opened["event"]
    shown.online_url = f"https://example.org/{canary.word('network.Event.online_url')}"
    shown.save()
    for state in Registration.State:
        # The key follows the address.
        canary.fill(
            network.RegistrationFactory,
            besides=["email_key"],
            event=shown,
            state=state,
        )
    canary.fill(network.MemberFactory, active=True)
    canary.fill(network.MemberFactory)
    for state in ({}, {"sending": True}, {"sent": True}):
        canary.fill(network.MemberMessageFactory, event=shown, **state)
    asked = canary.fill(network.EnquiryFactory)
    canary.fill(network.EnquiryMessageFactory, enquiry=asked)
    canary.fill(network.EnquiryFactory, state="besvaret", answered_at=timezone.now())
    for state in (PublicationState.DRAFT, PublicationState.WITHDRAWN):
        topic = canary.fill(
            network.TopicFactory,
            event=shown,
            publication_state=state,
            answered_at=timezone.now(),
            closed_at=timezone.now(),
        )
        canary.fill(network.TopicSupportFactory, topic=topic)
        canary.fill(
            network.TopicSuggestionFactory,
            topic=topic,
            besides=["title", "description"],
        )
        cluster = canary.fill(network.ClusterFactory, publication_state=state)
        cluster.enterprises.add(opened["enterprise"])
        canary.fill(network.ClusterMeetingFactory, cluster=cluster)
    canary.fill(network.TopicSuggestionFactory, fresh=True)
    canary.fill(network.TopicSupportFactory, topic=opened["topic"])
