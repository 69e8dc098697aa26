"""Keeping questions to be used again, and beginning with those that were kept."""

from django.db import transaction

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, QuestionSet
from assembly.core.events import record
from assembly.partners.models import PublicBody

from ..editing import rules as editing
from ..editing.services import lock
from ..selectors import newest, next_code, questions_of
from ..versions import copy_questions, read_the_same
from . import rules, selectors


@transaction.atomic
def keep_as_set(
    consultation: Consultation, name: str, *, for_everybody: bool, by: User
) -> QuestionSet:
    """Copy the newest questions under a name: for the body that asks, or for every body."""
    body = PublicBody.objects.select_for_update().get(pk=consultation.body_id)
    if for_everybody:
        rules.may_be_for_everybody(shares=by.has_perm(selectors.SHARES)).enforce()
    owner = None if for_everybody else body
    rules.is_new_name(name, known=selectors.is_known(name, owner)).enforce()
    kept = QuestionSet.objects.create(name=name, body=owner)
    copy_questions(newest(consultation), kept)
    record("consultations.questions_kept", consultation, by=by, data={"set": kept.pk})
    return kept


@transaction.atomic
def begin_with(
    consultation: Consultation, kept: QuestionSet, *, instead: bool, by: User
) -> QuestionSet:
    """Copy a kept set into the draft: instead of its questions, or after them."""
    questions = lock(newest(consultation))
    code = next_code(questions)
    if instead and read_the_same(questions, kept):
        return questions  # pressed twice
    if instead:
        questions.sections.all().delete()
    asked, coming = questions_of(questions), questions_of(kept)
    editing.has_room(len(asked) + len(coming)).enforce()
    sections = questions.sections.count()
    editing.has_room_for_section(sections + kept.sections.count()).enforce()
    for one in coming:
        editing.is_new(one.question.words, asked).enforce()
    copy_questions(kept, questions, after=sections, code=code)
    record(
        "consultations.questions_drafted",
        consultation,
        by=by,
        data={"version": questions.number, "set": kept.pk},
    )
    return questions


@transaction.atomic
def rename_set(kept: QuestionSet, name: str, *, by: User) -> QuestionSet:
    kept = _lock(kept, by)
    rules.is_new_name(name, known=selectors.is_known(name, kept.body, apart_from=kept)).enforce()
    if kept.name != name:
        kept.name = name
        kept.save(update_fields=["name"])
        record("consultations.set_renamed", kept, by=by)
    return kept


@transaction.atomic
def delete_set(kept: QuestionSet, *, by: User) -> None:
    """Consultations that began with it keep their questions, which are copies."""
    kept = _lock(kept, by)
    record("consultations.set_deleted", kept, by=by)
    kept.delete()


def _lock(kept: QuestionSet, by: User) -> QuestionSet:
    found: QuestionSet = QuestionSet.objects.kept().select_for_update(of=("self",)).get(pk=kept.pk)
    rules.may_be_changed(
        found, shares=by.has_perm(selectors.SHARES), is_own=selectors.is_own(found, by)
    ).enforce()
    return found
