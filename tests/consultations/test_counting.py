"""How many responded: by kind, only what counts, and in words."""

from django.utils import timezone

import pytest

from assembly.consultations.counting import Kind, counts_by_kind, counts_in_words, counts_of
from assembly.consultations.models import Response
from tests.factories.membership import OrganisationFactory


def test_the_words_name_each_kind_and_no_sum():
    assert counts_in_words({}) == "Nobody has responded yet."
    counts = {Kind.ORGANISATION: 3, Kind.GROUP: 1, Kind.INDIVIDUAL: 5, Kind.OUTSIDE: 1}
    assert counts_in_words(counts) == (
        "3 organisations, 1 group, 5 individuals and 1 organisation that is not a member responded."
    )
    assert counts_in_words({Kind.OUTSIDE: 1_204}) == (
        "1,204 organisations that are not members responded."
    )


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
    assert counts_by_kind(consultation) == {
        Kind.ORGANISATION: 1,
        Kind.GROUP: 0,
        Kind.INDIVIDUAL: 3,
        Kind.OUTSIDE: 0,
    }
    with django_assert_num_queries(1):
        counts_of([consultation])


@pytest.mark.django_db
def test_of_no_consultation_there_is_nothing():
    assert counts_of([]) == {}
