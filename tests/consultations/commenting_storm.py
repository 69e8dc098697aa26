"""Comments and a new version at the same moment: see `tests.storm`. Each attempt returns the refusal, or nothing."""

from assembly.accounts.models import User
from assembly.consultations.commenting import services
from assembly.consultations.events import services as events
from assembly.consultations.models import Consultation, ConsultationEvent
from assembly.consultations.responding.senders import of_organisation
from assembly.core.passages.services import Said
from assembly.membership.models import Organisation
from tests.elections.acts_storm import at_once


def commented(
    consultation: int, organisation: int, person: int, officer: int, times: int
) -> list[str]:
    """A delegate comments on the first version, each time with other words, while an officer puts the next one."""

    def comment(number: int):
        def act():
            return services.comment(
                Consultation.objects.get(pk=consultation),
                of_organisation(Organisation.objects.get(pk=organisation)),
                Said(key=1, words=f"Comment {number}.", consent="no", seen="1-1"),
                by=User.objects.get(pk=person),
            )

        return act

    def put():
        return services.put_text(
            Consultation.objects.get(pk=consultation),
            "Draft plan",
            "Many more buses in the evening.",
            change_note="More.",
            by=User.objects.get(pk=officer),
        )

    return at_once(lambda act: act(), [put, *(comment(number) for number in range(times))])


def recorded(event: int, organisations: list[int], officer: int) -> list[str]:
    """Two people enter who came, each from another organisation."""

    def enter(organisation: int):
        return lambda: events.record_attendance(
            ConsultationEvent.objects.get(pk=event),
            {Organisation.objects.get(pk=organisation): 2},
            by=User.objects.get(pk=officer),
        )

    return at_once(lambda act: act(), [enter(one) for one in organisations])
