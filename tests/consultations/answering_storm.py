"""Answering at the same moment: see `tests.storm`. Each attempt returns the refusal that was read, or nothing."""

from assembly.accounts.models import User
from assembly.consultations.answering.feedback import services
from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.models import Consultation, Feedback
from tests.elections.acts_storm import at_once


def published(consultation: int, officer: int, times: int) -> list[str]:
    """The check page is open in several windows."""

    def publish():
        one = Consultation.objects.get(pk=consultation)
        return publish_responses(one, are_read=True, by=User.objects.get(pk=officer))

    return at_once(lambda act: act(), [publish] * times)


def begun(consultation: int, officer: int, times: int) -> list[str]:
    """Several people begin the draft of the feedback."""

    def begin():
        one = Consultation.objects.get(pk=consultation)
        return services.draft_feedback(one, by=User.objects.get(pk=officer))

    return at_once(lambda act: act(), [begin] * times)


def saved(draft: int, officer: int, times: int) -> list[str]:
    """Each typed something else into the same draft, as it was when they opened it."""
    seen = Feedback.objects.get(pk=draft).edit

    def save(number):
        def act():
            words = services.FeedbackWords(f"Text {number}.", {})
            one, by = Feedback.objects.get(pk=draft), User.objects.get(pk=officer)
            return services.save_feedback(one, words, by=by, seen=seen)

        return act

    return at_once(lambda act: act(), [save(number) for number in range(times)])
