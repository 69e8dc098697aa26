"""Ask an applicant for more, and take its answer."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import ApplicationQuestion, Delegate, Organisation
from assembly.membership.services import standing
from assembly.notifications.services import notify


@transaction.atomic
def ask(
    organisation: Organisation, words: str, *, by: User, at: dt.datetime | None = None
) -> ApplicationQuestion:
    """Ask the leads of an applicant; until one of them answers, its application waits for them."""
    organisation = standing.lock(organisation)
    delegates = Delegate.objects.filter(organisation=organisation)
    opened = ApplicationQuestion.objects.open().filter(organisation=organisation).first()
    rules.questions.may_ask(organisation, by, delegates, opened).enforce()
    question = ApplicationQuestion.objects.create(
        organisation=organisation, words=words, asked_by=by, asked_at=at or timezone.now()
    )
    record("membership.applicant_asked", organisation, by=by, data={"question": question.pk})
    notify(
        selectors.leads(organisation),
        "membership/applicant_asked",
        about=organisation,
        context={"organisation": organisation, "question": question},
        url=reverse("membership:question", args=[organisation.slug, question.pk]),
    )
    return question


@transaction.atomic
def answer(
    question: ApplicationQuestion, words: str, *, by: User, at: dt.datetime | None = None
) -> ApplicationQuestion:
    """Answer for the applicant, once, and give the application back to those who check it."""
    organisation = standing.lock(question.organisation)
    question = ApplicationQuestion.objects.select_for_update().get(pk=question.pk)
    question.organisation = organisation
    rules.questions.may_answer_question(
        question, by, selectors.current_delegates(organisation)
    ).enforce()
    question.answer, question.answered_by = words, by
    question.answered_at = at or timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        "membership.applicant_answered",
        organisation,
        by=by,
        acting_for=organisation,
        data={"question": question.pk},
    )
    notify(
        selectors.eligibility_checkers(),
        "membership/applicant_answered",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership_staff:application_check", args=[organisation.pk]),
    )
    return question
