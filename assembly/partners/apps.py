from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "assembly.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import calendars, history, retention, todo
        from assembly.core.events import register, register_changes
        from assembly.membership import merging, panels
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import leaving, selectors, waiting
        from .models import (
            Appointment,
            Department,
            Meeting,
            Officer,
            Partnership,
            PublicBody,
            Report,
            Seat,
        )

        merging.moves(Appointment, "organisation", "appointments of people it put forward")
        register(
            {
                "partners.appointed": "appointed a representative",
                "partners.appointment_ended": "ended the appointment of a representative",
                "partners.code_accepted": "took the seat by accepting the code of conduct",
                "partners.interests_declared": "declared the interests of a representative",
                "partners.reported": "sent the report of a meeting",
            }
        )
        register_changes(PublicBody, Department, Officer, Partnership, Seat, Meeting)
        calendars.add_scope("body", selectors.name_of_body)
        for kind in (PublicBody, Department, Officer, Partnership, Seat, Meeting, Report):
            history.keep(kind, f"partners.view_{kind._meta.model_name}")
        history.keep(Appointment, "partners.view_appointment")
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        retention.add(*leaving.RULES)
        # What is said of somebody in public they are told at once (DESIGN, rule 6).
        kinds.register(
            {
                "partners/appointed": Kind(
                    Category.ORGANISATION, "you are appointed to a seat", always=True
                ),
                "partners/appointment_ended": Kind(
                    Category.ORGANISATION, "your time in a seat ends", always=True
                ),
                "partners/report_wanted": Kind(
                    Category.ORGANISATION, "a meeting is over and you owe a report", always=True
                ),
                "partners/report_overdue": Kind(
                    Category.ORGANISATION, "a report of yours is overdue", always=True
                ),
            }
        )
        panels.on_organisation_page(selectors.seats_panel)
        panels.on_my_page(selectors.my_seats_panel)
        todo.add(waiting.for_representatives)
        todo.add(waiting.for_office)
