"""Cases about the same facts: those who work on them look at them together."""

from django.db.models import Q, QuerySet

from assembly.compact.models import Case


def about_the_same(case: Case) -> QuerySet[Case]:
    """About the same subject, or on one day against one side for one undertaking; not those that were not taken up."""
    same = Q(
        against_body=case.against_body_id,
        against_organisation=case.against_organisation_id,
        happened_on=case.happened_on,
        cites__undertaking__in=case.cites.values("undertaking"),
    )
    if case.about_kind and case.about_id:
        same |= Q(about_kind=case.about_kind, about_id=case.about_id)
    found = Case.objects.filter(same).exclude(pk=case.pk)
    return found.exclude(outcome=Case.Outcome.NOT_TAKEN_UP).distinct()


def link(case: Case) -> None:
    """Both ways. The other side is locked, so of two cases raised at once the later one finds the earlier."""
    case.same_facts.add(*about_the_same(case))
