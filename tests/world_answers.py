"""For the world: a consultation that was answered late, with the next versions of feedback and decision as drafts."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from assembly.consultations.answering.deciding import services as deciding
from assembly.consultations.answering.feedback import services as feedback
from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.models import RaisedTheme, ResponseVersion
from assembly.consultations.publishing import services as consultations
from assembly.consultations.responding import services as responding
from assembly.consultations.responding.offline import services as offline
from assembly.consultations.responding.senders import NOTHING_SAID, Sender, of_individual
from assembly.notifications.models import Email
from tests.factories.consultations import proposal, respond, words_for
from tests.factories.elections import DAY

LATE = 9 * DAY


def add_answered(world: Any) -> None:
    people, records = world.people, world.records
    opened = timezone.now() - 200 * DAY
    first = timezone.localdate(opened)
    closes_on = first + 84 * DAY
    draft = consultations.draft_consultation(
        records["body"],
        proposal(title="An answered one", slug="answered", opens_on=first, closes_on=closes_on),
        by=people["officer"],
    )
    one = consultations.publish_consultation(
        draft.page.get_latest_revision(), by=people["board"], at=opened
    )
    records["answered_consultation"] = one
    _responses(world, opened + DAY)
    closed = opened + 86 * DAY
    publish_responses(one, are_read=True, by=people["officer"], at=closed)
    _feedback(world, closed + 84 * DAY + LATE)
    _decision(world, closed + 84 * DAY + LATE)
    # They were sent then: a mail that waited since would be a fault of the site.
    Email.objects.filter(kind__startswith="consultations/response_").delete()


def _responses(world: Any, at: Any) -> None:
    """Kennet Carers with the name and a file, an individual without, and one on paper that was checked."""
    people, records = world.people, world.records
    one = records["answered_consultation"]
    version = respond(one, records["member"], text="Keep two.", by=people["lead"], at=at)
    records["published_response"] = version.response
    records["published_answer"] = paper = version.answers.get()
    paper.file.save("paper.pdf", ContentFile(b"%PDF-1.4 Keep two."), save=False)
    paper.file_name, paper.size = "paper.pdf", paper.file.size
    paper.save()
    words = words_for(one, "Keep one.")
    responding.send(one, of_individual("olga@example.org", "Olga Orr"), words, by=None, at=at)
    letter = Sender("individual", source="letter", received_on=timezone.localdate(at))
    entered = offline.enter(
        one, offline.Paper(letter, words, NOTHING_SAID), by=people["board"], at=at
    )
    records["letter_response"] = offline.check(entered, by=people["support"], at=at)
    versions = ResponseVersion.objects.filter(response__consultation=one)
    versions.update(consent="unnamed")
    versions.filter(pk=version.pk).update(consent="named")


def _feedback(world: Any, at: Any) -> None:
    officer, one = world.people["officer"], world.records["answered_consultation"]
    theme = RaisedTheme.objects.create(consultation=one, position=1, name="Opening hours")
    line = feedback.LineWords("Open longer.", "We open longer.", "followed")
    for note in ("", "A typing error."):
        draft = feedback.draft_feedback(one, by=officer, at=at)
        words = feedback.FeedbackWords("When should it open?", {theme.pk: line}, change_note=note)
        draft = feedback.save_feedback(draft, words, by=officer, at=at)
        if not note:
            feedback.publish_feedback(draft, by=officer, at=at)
    world.records["feedback_of_draft"], world.records["raised_theme_of_draft"] = draft, theme


def _decision(world: Any, at: Any) -> None:
    officer, one = world.people["officer"], world.records["answered_consultation"]
    named = officer.officer_of.get()
    for note in ("", "A typing error."):
        draft = deciding.draft_decision(one, by=officer, at=at)
        words = deciding.DecisionWords("It opens.", timezone.localdate(at), named, note)
        draft = deciding.save_decision(draft, words, by=officer, at=at)
        if not note:
            deciding.publish_decision(draft, by=officer, at=at)
    world.records["decision_of_draft"] = draft
