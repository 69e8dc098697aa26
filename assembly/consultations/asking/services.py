"""Acts on questions: what a consultation asks, from the first draft to the version in force."""

import datetime as dt

from django.db import transaction

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Question, QuestionSet, Section

FIRST_QUESTION = "What is your view?"


@transaction.atomic
def ask_one_question(consultation: Consultation, words: str = FIRST_QUESTION) -> QuestionSet:
    """Begin the questions of a new draft with one that is answered in words; a draft that has it gets other words."""
    first = Question.objects.filter(section__question_set__consultation=consultation)
    if first.update(words=words):
        return consultation.question_sets.get()
    questions = QuestionSet.objects.create(consultation=consultation, number=1)
    section = Section.objects.create(question_set=questions, position=1)
    Question.objects.create(section=section, position=1, code=1, words=words, is_required=True)
    return questions


def put_in_force(consultation: Consultation, *, by: User, at: dt.datetime) -> None:
    """Freeze the newest questions: part of the Board's act, inside its transaction."""
    newest = consultation.question_sets.order_by("-number").first()
    if newest and not newest.is_frozen:
        newest.in_force_at, newest.put_in_force_by = at, by
        newest.save(update_fields=["in_force_at", "put_in_force_by"])
