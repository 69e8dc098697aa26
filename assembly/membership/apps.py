from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "assembly.membership"
    label = "membership"
    verbose_name = "Membership"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import calendars, history, search, todo
        from assembly.core.events import register, register_changes
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import leaving, selectors, waiting
        from .models import (
            Consortium,
            ConsortiumPlace,
            District,
            Organisation,
            SectorEstimate,
            Theme,
            Ward,
        )
        from .search import ORGANISATIONS

        register(
            {
                "membership.applied": "applied for membership",
                "membership.checked": "recorded the eligibility check of the organisation",
                "membership.admitted": "admitted the organisation as a member",
                "membership.refused": "refused the organisation membership",
                "membership.register_imported": "loaded an official register for looking up",
                "membership.claimed": "asked to act for the organisation",
                "membership.claim_code_sent": "had a code mailed to the organisation's domain",
                "membership.claim_proved": "gave the code mailed to the organisation's domain",
                "membership.claim_answered": "said whether somebody may act for the organisation",
                "membership.claim_granted": "let somebody act for the organisation",
                "membership.claim_refused": "refused that somebody acts for the organisation",
                "membership.claim_withdrawn": "took back the wish to act for the organisation",
                "membership.list_applied": "took over an existing list of members",
                "membership.list_undone": "took out again what came in with a list of members",
                "membership.delegate_left": "stopped acting for the organisation",
                "membership.profile_changed": "changed the profile of the organisation",
                "membership.snapshot_frozen": "froze a snapshot of the sector",
            }
        )
        register_changes(District, Organisation, Theme)
        register_changes(Ward, Consortium, ConsortiumPlace, SectorEstimate)
        calendars.add_scope("theme", selectors.name_of_theme)
        calendars.add_scope("district", selectors.name_of_district)
        history.name_organisations_by(selectors.names_of_organisations)
        history.keep(Organisation, "membership.view_organisation")
        history.keep(District, "membership.view_district")
        history.keep(Theme, "membership.view_theme")
        todo.add(waiting.for_office)
        todo.add(waiting.claims_to_decide)
        todo.add(waiting.claims_to_answer)
        todo.add(waiting.income_to_renew)
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        kinds.register(
            {
                "membership/applied": Kind(Category.OFFICE, "an organisation applies to join"),
                "membership/admitted": Kind(
                    Category.ORGANISATION, "your organisation becomes a member"
                ),
                "membership/register_differs": Kind(
                    Category.OFFICE, "an official register says something else than a member"
                ),
                "membership/claim_waiting": Kind(
                    Category.OFFICE, "somebody asks to act for an organisation"
                ),
                "membership/claim_made": Kind(
                    Category.ORGANISATION, "somebody asks to act for your organisation", always=True
                ),
                "membership/claim_code": Kind(
                    Category.ORGANISATION, "somebody asks for a code to act for it", always=True
                ),
                "membership/claim_granted": Kind(
                    Category.ORGANISATION, "somebody new acts for your organisation", always=True
                ),
                "membership/claim_refused": Kind(
                    Category.ORGANISATION, "you may not act for an organisation", always=True
                ),
                # It tells of the right to appeal.
                "membership/refused": Kind(
                    Category.ORGANISATION, "your organisation is refused", always=True
                ),
            }
        )
        search.register(ORGANISATIONS)
