"""A consultation of the council that every kind of respondent answered, with every kind of question."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.urls import reverse

from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import Answer, Backing, QuestionSet, Response, ResponseVersion
from tests.consultations.conftest import LONDON
from tests.factories.consultations import EVERY_KIND, ask

DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
LAST_SECOND = dt.datetime(2008, 12, 1, 23, 59, 59, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)
# Codes of what `ask_everything` asks after the first question.
TEXT, CHOICE, CHOICES, SCALE, RANKING, GRID, FILE = range(2, 9)


def ask_everything(consultation):
    ask(asked_by(consultation), *EVERY_KIND)


def ask_again(consultation, *questions):
    """A second version of the questions, asking only these; a `code` says that it is one from before."""
    first = consultation.question_sets.get(number=1)
    second = QuestionSet.objects.create(
        consultation=consultation, number=2, in_force_at=first.in_force_at
    )
    for numbered in ask(second, *questions):
        code = questions[numbered.number - 1].get("code")
        if code:
            numbered.question.code = code
            numbered.question.save()
    return second


def answer(version, code, text="", chosen=(), file=""):
    question = next(
        one.question for one in questions_of(version.question_set) if one.question.code == code
    )
    kept = Answer(version=version, question=question, text=text, chosen=list(chosen))
    if file:
        kept.file.save(file, ContentFile(b"%PDF-1.4 A paper."), save=False)
        kept.file_name, kept.size = file, kept.file.size
    kept.save()
    return kept


def response_by(consultation, kind, text="", *, statement=None, at=DURING, **facts):
    """One of a group, an individual or an outsider, with words for the first question."""
    if kind == "group" and "group_id" not in facts:
        of = ContentType.objects.get_for_model(Response)
        facts |= {"group_type": of, "group_id": 1, "group_organisations": 7}
    if kind in ("individual", "outside") and "source" not in facts:
        facts.setdefault("address_key", f"key of {facts.get('name') or text}")
    response = Response.objects.create(consultation=consultation, kind=kind, **facts)
    version = ResponseVersion.objects.create(
        response=response,
        number=1,
        question_set=asked_by(consultation),
        sent_at=at,
        **(statement or {}),
    )
    if text:
        answer(version, 1, text)
    return version


def behind(version, organisation, **facts):
    return Backing.objects.create(
        response=version.response, organisation=organisation, named_at=DURING, **facts
    )


def given(consultation, code, **facts):
    question = next(
        one.question for one in questions_of(asked_by(consultation)) if one.question.code == code
    )
    return Given(question, **facts)


def address(name, consultation: Model, *others):
    return reverse(f"consultations_reading:{name}", args=[consultation.pk, *others])
