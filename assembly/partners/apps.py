from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "assembly.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import calendars, history
        from assembly.core.events import register, register_changes
        from assembly.membership import panels
        from assembly.notifications import kinds
        from assembly.notifications.kinds import Category, Kind

        from . import leaving, selectors
        from .models import Appointment, Department, Officer, Partnership, PublicBody, Seat

        register(
            {
                "partners.appointed": "appointed a representative",
                "partners.appointment_ended": "ended the appointment of a representative",
            }
        )
        register_changes(PublicBody, Department, Officer, Partnership, Seat)
        calendars.add_scope("body", selectors.name_of_body)
        for kind in (PublicBody, Department, Officer, Partnership, Seat):
            history.keep(kind, f"partners.view_{kind._meta.model_name}")
        history.keep(Appointment, "partners.view_appointment")
        closing.unless(leaving.reasons_to_stay)
        closing.also(leaving.erase)
        portability.add(leaving.data_about)
        # What is said of somebody in public they are told at once (DESIGN, rule 6).
        kinds.register(
            {
                "partners/appointed": Kind(
                    Category.ORGANISATION, "you are appointed to a seat", always=True
                ),
                "partners/appointment_ended": Kind(
                    Category.ORGANISATION, "your time in a seat ends", always=True
                ),
            }
        )
        panels.on_organisation_page(selectors.seats_panel)
        panels.on_my_page(selectors.my_seats_panel)
