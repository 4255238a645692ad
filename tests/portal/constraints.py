"""A case for each constraint of the portal's tables."""

from datetime import date

from tests.constraints import Case
from tests.portal import factories as portal

PORTAL = [
    Case("portal_contactpoint_complete", portal.ContactPointFactory, {"role": ""}),
    Case("portal_contactpoint_complete", portal.ContactPointFactory, {"email": ""}),
    Case(
        "portal_linkcheck_only_faults_set_aside",
        portal.LinkCheckFactory,
        {"set_aside_date": date(2026, 10, 1)},
    ),
    *(
        Case("portal_linkcheck_fault_is_dated", portal.LinkCheckFactory, changes)
        for changes in (
            {"fault": "404"},
            {"first_failed_date": date(2026, 10, 1)},
            {
                "fault": "404",
                "first_failed_date": date(2026, 10, 2),
                "last_failed_date": date(2026, 10, 1),
            },
        )
    ),
    Case("portal_formeraddress_path", portal.FormerAddressFactory, {"path": "gammel"}),
    Case(
        "portal_maildelivery_failure_has_reason",
        portal.MailDeliveryFactory,
        {"fault": ""},
    ),
    Case("portal_mailtext_of_a_mail", portal.MailTextFactory, {"key": ""}),
]
