from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_delete


class ConsultationsConfig(AppConfig):
    name = "assembly.consultations"
    label = "consultations"
    verbose_name = "Consultations"

    def ready(self) -> None:
        from assembly.accounts import offices, portability
        from assembly.accounts.screens import name_screens
        from assembly.compact.board import sections
        from assembly.core import calendars, history, search, todo
        from assembly.core.events import register
        from assembly.membership import merging
        from assembly.membership.panels import on_organisation_page
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind
        from assembly.partners.bodies import consequences

        from . import bodies, calendar, deletion, leaving, organisations, services, waiting
        from .models import Consultation, ConsultationPage, Response
        from .panels import responses_panel, without_a_reason
        from .reading import selectors as reading
        from .search import CONSULTATIONS

        consequences.unless(bodies.may_have_page)
        consequences.also(bodies.keep_page)
        merging.moves(
            Response,
            "organisation",
            "responses to consultations",
            step=organisations.move_responses,
        )
        register(
            {
                "consultations.published": "published the consultation",
                "consultations.published_without_reason": (
                    "published the consultation, which is short of twelve weeks, without a reason"
                ),
                "consultations.words_published": "published changed words of the consultation",
                "consultations.withdrawn": "withdrew the consultation",
                "consultations.responded": "responded to the consultation",
                "consultations.response_replaced": "replaced the response to the consultation",
            }
        )
        history.keep(Consultation, "consultations.view_consultation")
        history.leave_out(Consultation, reading.not_to_be_read_yet)
        offices.also_keep(services.groups_of_officers)
        todo.add(waiting.for_organisations)
        todo.add(waiting.for_officers)
        name_screens({"responses": "Consultations: responses"})
        calendars.add(calendar.dates)
        portability.add(leaving.data_about)
        kinds.register(
            {
                "consultations/response_received": Kind(
                    Category.CONSULTATIONS,
                    "you send your organisation's response, with a copy",
                    unlisted=True,
                ),
                "consultations/opened": Kind(
                    Category.CONSULTATIONS, "a public body opens a consultation to members"
                ),
            }
        )
        search.register(CONSULTATIONS)
        on_organisation_page(responses_panel)
        sections.add(without_a_reason, place=2)
        # Wagtail deletes the pages below a page in one query that calls no model's own delete.
        pre_delete.connect(deletion.refuse_when_published, sender=ConsultationPage)
        post_delete.connect(deletion.take_draft_along, sender=ConsultationPage)
