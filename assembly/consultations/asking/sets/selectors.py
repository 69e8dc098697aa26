"""The kept sets that a person sees."""

from django.db.models import Count, Q, QuerySet

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, QuestionSet
from assembly.core import names
from assembly.partners.models import PublicBody
from assembly.partners.selectors import bodies_of

SHARES = "consultations.change_questionset"


def uses_sets(user: User) -> bool:
    return user.has_perm(SHARES) or bodies_of(user).exists()


def seen_by(user: User) -> QuerySet[QuestionSet]:
    """Everybody's, and those of one's own bodies; the Support Unit sees all. With the number of questions."""
    found = QuestionSet.objects.kept().select_related("body")
    if not user.has_perm(SHARES):
        found = found.filter(Q(body=None) | Q(body__in=bodies_of(user)))
    return found.annotate(question_count=Count("sections__questions")).order_by("name", "pk")


def for_consultation(consultation: Consultation) -> QuerySet[QuestionSet]:
    """What it may begin with."""
    kept = QuestionSet.objects.kept().filter(Q(body=None) | Q(body=consultation.body))
    return kept.order_by("name", "pk")


def is_known(name: str, body: PublicBody | None, *, apart_from: QuestionSet | None = None) -> bool:
    """In the list that the body's officers see."""
    found = QuestionSet.objects.kept()
    if body is not None:
        found = found.filter(Q(body=None) | Q(body=body))
    if apart_from is not None:
        found = found.exclude(pk=apart_from.pk)
    return any(names.same(name, one) for one in found.values_list("name", flat=True))


def is_own(question_set: QuestionSet, user: User) -> bool:
    return question_set.body is not None and question_set.body in bodies_of(user)
