from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "assembly.membership"
    label = "membership"
    verbose_name = "Membership"

    def ready(self) -> None:
        from assembly.accounts import address_changes, closing, portability
        from assembly.accounts.screens import name_screens
        from assembly.core import calendars, history, retention, search, todo
        from assembly.core.events import register, register_changes
        from assembly.core.uploads import kinds as uploads
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import leaving, panels, selectors, timeline, waiting
        from .models import (
            Consortium,
            ConsortiumPlace,
            District,
            Organisation,
            SectorEstimate,
            Theme,
            Ward,
        )
        from .registers.uploading import KIND
        from .retention import RULES
        from .search import ORGANISATIONS
        from .services import moving
        from .services.voting import note_address_change

        register(
            {
                "membership.applied": "applied for membership",
                "membership.told_apart": "said that the organisation is not one with a similar name",
                "membership.checked": "recorded the eligibility check of the organisation",
                "membership.applicant_asked": "asked the applicant for more",
                "membership.applicant_answered": "answered the Support Unit's question about the application",
                "membership.admitted": "admitted the organisation as a member",
                "membership.refused": "refused the organisation membership",
                "membership.register_imported": "loaded an official register for looking up",
                "membership.merge_proposed": "proposed merging another record into the organisation",
                "membership.merge_withdrawn": "withdrew the proposal to merge another record into the organisation",
                "membership.merged": "merged another record into the organisation",
                "membership.merged_away": "merged this record into another one",
                "membership.claimed": "asked to act for the organisation",
                "membership.claim_code_sent": "had a code mailed to the organisation's domain",
                "membership.claim_proved": "entered the code mailed to the organisation's domain",
                "membership.claim_answered": "said whether somebody may act for the organisation",
                "membership.claim_granted": "let somebody act for the organisation",
                "membership.claim_refused": "refused somebody's claim to act for the organisation",
                "membership.claim_withdrawn": "withdrew a claim to act for the organisation",
                "membership.list_applied": "took over an existing list of members",
                "membership.list_undone": "took out again what came in with a list of members",
                "membership.delegate_left": "stopped acting for the organisation",
                "membership.profile_changed": "changed the profile of the organisation",
                "membership.snapshot_frozen": "froze a snapshot of the sector",
                "membership.applied_again": "applied for membership again",
                "membership.came_back": "brought the organisation back as a member",
                "membership.appealed": "appealed against the decision",
                "membership.appeal_heard": "recorded how the Assembly Board decided on the appeal",
                "membership.admitted_on_appeal": "admitted the organisation on appeal",
                "membership.reinstated_on_appeal": "restored the membership on appeal",
                "membership.suspended": "suspended the membership",
                "membership.reinstated": "lifted the suspension",
                "membership.resigned": "took the organisation out of the Assembly",
                "membership.wound_up": "recorded that the organisation was wound up",
                "membership.confirmed": "confirmed the entry of the organisation",
                "membership.reminded": "reminded the organisation to confirm its entry",
                "membership.lapsed": "wrote down that the membership lapsed",
                "membership.votes_through": "set through whom the organisation votes",
                "membership.votes_itself": "let the organisation cast its own vote again",
                "membership.vote_passed": "passed the vote of the organisation to somebody",
                "membership.invited": "invited somebody to act for the organisation",
                "membership.invitation_closed": "closed an invitation",
                "membership.delegate_joined": "began to act for the organisation",
                "membership.delegate_removed": "took somebody off the people of the organisation",
                "membership.delegate_changed": "changed what somebody does for the organisation",
                "membership.handed_over": "handed over as lead",
                "membership.lead_set": "made somebody lead of the organisation",
            }
        )
        register_changes(District, Organisation, Theme)
        register_changes(Ward, Consortium, ConsortiumPlace, SectorEstimate)
        calendars.add_scope("theme", selectors.name_of_theme)
        calendars.add_scope("district", selectors.name_of_district)
        history.name_organisations_by(selectors.names_of_organisations)
        history.also_of(Organisation, selectors.merged_into)
        history.keep(Organisation, "membership.view_organisation")
        history.keep(District, "membership.view_district")
        history.keep(Theme, "membership.view_theme")
        todo.add(waiting.for_office)
        todo.add(waiting.claims_to_decide)
        todo.add(waiting.claims_to_answer)
        todo.add(waiting.merges_to_confirm)
        moving.register()
        todo.add(waiting.income_to_renew)
        todo.add(waiting.without_vote_holder)
        todo.add(waiting.for_board)
        todo.add(waiting.for_leads)
        todo.add(waiting.for_invited)
        todo.add(waiting.questions_to_answer)
        panels.on_organisation_page(timeline.milestones_panel)
        address_changes.also(note_address_change)
        retention.add(*RULES)
        uploads.add(KIND)
        name_screens(
            {
                "application": "Application: the eligibility check",
                "delegates": "Report: delegates",
                "organisation": "Standing and people: one organisation",
            }
        )
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        kinds.register(
            {
                "membership/applied": Kind(Category.OFFICE, "an organisation applies to join"),
                "membership/applicant_asked": Kind(
                    Category.ORGANISATION,
                    "the Support Unit asks about your application",
                    always=True,
                ),
                "membership/applicant_answered": Kind(
                    Category.OFFICE, "an applicant answers your question"
                ),
                "membership/admitted": Kind(
                    Category.ORGANISATION, "your organisation becomes a member"
                ),
                "membership/register_differs": Kind(
                    Category.OFFICE, "an official register says something else than a member"
                ),
                "membership/merge_proposed": Kind(
                    Category.OFFICE, "somebody proposes merging two records"
                ),
                "membership/merged": Kind(
                    Category.ORGANISATION,
                    "another record of your organisation is merged",
                    always=True,
                ),
                "membership/claim_waiting": Kind(
                    Category.OFFICE, "somebody asks to act for an organisation"
                ),
                "membership/claim_made": Kind(
                    Category.ORGANISATION, "somebody asks to act for your organisation", always=True
                ),
                "membership/claim_code": Kind(
                    Category.ORGANISATION,
                    "somebody asks for a code to act for it",
                    always=True,
                    is_code=True,
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
                "membership/appeal_waiting": Kind(
                    Category.OFFICE, "an organisation appeals to the Board"
                ),
                "membership/appeal_outcome": Kind(Category.OFFICE, "the Board decides an appeal"),
                "membership/has_resigned": Kind(Category.OFFICE, "an organisation leaves"),
                "membership/appealed": Kind(
                    Category.ORGANISATION, "your organisation appeals", always=True
                ),
                "membership/appeal_decided": Kind(
                    Category.ORGANISATION, "the Board decides on your organisation", always=True
                ),
                "membership/suspended": Kind(
                    Category.ORGANISATION, "your organisation is suspended", always=True
                ),
                "membership/reinstated": Kind(
                    Category.ORGANISATION, "your organisation's suspension is lifted", always=True
                ),
                "membership/resigned": Kind(
                    Category.ORGANISATION, "your organisation leaves", always=True
                ),
                "membership/wound_up": Kind(
                    Category.ORGANISATION, "your organisation is recorded as wound up", always=True
                ),
                "membership/confirm": Kind(
                    Category.ORGANISATION,
                    "your organisation's entry is to be confirmed",
                    always=True,
                ),
                "membership/lapsed": Kind(
                    Category.ORGANISATION, "your organisation's membership lapses", always=True
                ),
                "membership/votes_through": Kind(
                    Category.VOTES, "your organisation votes through another one", always=True
                ),
                "membership/votes_itself": Kind(
                    Category.VOTES, "your organisation casts its own vote again", always=True
                ),
                "membership/joined": Kind(
                    Category.ORGANISATION, "somebody begins to act for your organisation"
                ),
                "membership/part_changed": Kind(
                    Category.ORGANISATION, "what you do for an organisation changes", always=True
                ),
                "membership/removed": Kind(
                    Category.ORGANISATION, "you are taken off an organisation's people", always=True
                ),
                "membership/lead_set": Kind(
                    Category.ORGANISATION, "the Support Unit makes somebody lead", always=True
                ),
                # To people who need not have an account.
                "membership/invitation": Kind(
                    Category.ACCOUNT, "an organisation invites you to act for it", always=True
                ),
            }
        )
        search.register(ORGANISATIONS)
