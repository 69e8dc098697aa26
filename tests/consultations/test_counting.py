"""How many responded: by kind, only what counts, and in words."""

from django.utils import timezone

import pytest

from assembly.consultations.counts import by_kind, of_each, sentence
from assembly.consultations.models import Response
from tests.factories.membership import OrganisationFactory

Kind = Response.Kind
NONE = dict.fromkeys(Kind.values, 0)


def test_the_words_name_each_kind_and_no_sum():
    assert sentence(NONE) == "Nobody has responded yet."
    numbers = {Kind.ORGANISATION: 3, Kind.GROUP: 1, Kind.INDIVIDUAL: 5, Kind.OUTSIDE: 1}
    assert sentence(numbers) == (
        "3 member organisations, 1 group of the Assembly, 5 individuals and 1 other organisation responded."
    )
    assert sentence({**NONE, Kind.OUTSIDE: 1_204}) == "1,204 other organisations responded."


def test_only_what_counts_is_counted(consultation, draft, django_assert_num_queries):
    now = timezone.now()
    for number, facts in enumerate(({}, {"stopped_at": now}, {"address_key": "c", "name": "Ann"})):
        key = {"address_key": f"key {number}", **facts}
        Response.objects.create(consultation=consultation, kind="individual", **key)
    paper = {"kind": "individual", "source": "letter", "received_on": now.date()}
    Response.objects.create(consultation=consultation, **paper)
    Response.objects.create(consultation=consultation, **paper, checked_at=now)
    Response.objects.create(
        consultation=consultation, kind="organisation", organisation=OrganisationFactory()
    )
    assert by_kind(consultation) == {
        Kind.ORGANISATION: 1,
        Kind.GROUP: 0,
        Kind.INDIVIDUAL: 3,
        Kind.OUTSIDE: 0,
    }
    with django_assert_num_queries(1):
        of_each([consultation])


@pytest.mark.django_db
def test_of_no_consultation_there_is_nothing():
    assert of_each([]) == {}
