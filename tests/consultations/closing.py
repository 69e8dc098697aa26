"""A consultation that has closed and was answered in every way, and what its body publishes."""

import datetime as dt

from django.urls import reverse

from assembly.consultations.answering.deciding.services import (
    DecisionWords,
    draft_decision,
    publish_decision,
    save_decision,
)
from assembly.consultations.answering.feedback.services import (
    FeedbackWords,
    LineWords,
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.models import RaisedTheme
from tests.consultations.answered import CLOSED, response_by

NAMED = {"consent": "named"}
UNNAMED = {"consent": "unnamed"}
CONFIDENTIAL = {"is_confidential": True, "confidential_because": "A feud.", "consent": "no"}
DAY = dt.timedelta(days=1)


def respond_in_every_way(consultation):
    """Ida with her name, Una without hers; Nora refused, Con is confidential, Old was never asked."""
    by = response_by
    by(consultation, "individual", "Keep the bus.", name="Ida Ince", statement=NAMED)
    by(consultation, "individual", "Secret gardener.", name="Una Upton", statement=UNNAMED)
    by(consultation, "individual", "Not for you.", name="Nora", statement={"consent": "no"})
    by(consultation, "individual", "My health.", name="Con", statement=CONFIDENTIAL)
    by(consultation, "individual", "Nobody asked me.", name="Old")
    return consultation


def response_of(consultation, name):
    return consultation.responses.get(name=name)


def theme(consultation, name="The bus", position=1, **facts):
    return RaisedTheme.objects.create(
        consultation=consultation, name=name, position=position, **facts
    )


def page(client, consultation, name="published_list", *more):
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return client.get(reverse(f"consultations:{name}", args=[*slugs, *more]))


def text_of(answered):
    if answered.streaming:
        return b"".join(answered.streaming_content).decode()
    return answered.content.decode()


def publish(consultation, by, **facts):
    return publish_responses(consultation, are_read=True, by=by, **facts)


def full(*themes, we_asked="How should it change?", **facts):
    line = LineWords("Keep it.", "We keep it.", "followed")
    return FeedbackWords(we_asked, {one.pk: line for one in themes}, **facts)


def give_feedback(consultation, *themes, by, at=CLOSED):
    draft = draft_feedback(consultation, by=by, at=at)
    save_feedback(draft, full(*(themes or [theme(consultation)])), by=by, at=at)
    return publish_feedback(draft, by=by, at=at)


def decide(consultation, *, by, at=CLOSED):
    draft = draft_decision(consultation, by=by, at=at)
    words = DecisionWords("We keep it.", at.date(), by.officer_of.get())
    save_decision(draft, words, by=by, at=at)
    return publish_decision(draft, by=by, at=at)
