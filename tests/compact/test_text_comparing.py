"""Two editions are compared word by word, by code; renumbered undertakings with what they continue."""

import datetime as dt

import pytest

from assembly.compact.models import Edition, Undertaking
from assembly.compact.services import load_example
from assembly.compact.text import drafting, drafts
from assembly.core.differences import Kind
from tests.core.test_others_changes import read
from tests.factories.compact import draft, published, write
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hari(db):
    return UserFactory(name="Hari", office="Support Unit")


def undertaking(number):
    return Undertaking.objects.get(number=number)


def changes(before, after):
    """What was compared, as (number, change, number before, parts) by code."""
    comparison = drafts.compared(before, after)
    return {
        str(found.code): (
            [
                (
                    one.undertaking.number,
                    one.change.value,
                    one.was.number if one.was else None,
                    [part.label for part in one.parts],
                )
                for one in found.changed
            ],
            found.unchanged,
        )
        for found in comparison.codes
    }


def in_year(year):
    return {"on": dt.date(year, 9, 1)}


def test_changed_new_and_dropped_are_listed_and_unchanged_ones_are_counted(hari):
    first = published(F1="We answer letters.", F2="We pay.", F3="We say why.")
    second = draft(F1="We answer letters soon.", F4="We listen.")
    drafting.drop(second, undertaking("F2"), None, by=hari)
    assert changes(first, second) == {
        "Funding": (
            [
                ("F1", "changed", None, ["Text"]),
                ("F2", "dropped", None, ["Text", "Who promises"]),
                ("F4", "new", None, ["Text", "Who promises"]),
            ],
            1,
        )
    }
    part = drafts.compared(first, second).codes[0].changed[0].parts[0]
    assert [(piece.kind, piece.text) for piece in part.pieces if piece.kind is not Kind.SAME] == [
        (Kind.OUT, " letters."),
        (Kind.IN, " letters soon."),
    ]


def test_a_renumbered_one_is_compared_with_what_it_continues(hari):
    first = published(F1="We answer letters.", F2="We pay.")
    second = draft(F7="We answer letters.", F8="We pay at once.")
    drafting.drop(second, undertaking("F1"), undertaking("F7"), by=hari)
    drafting.drop(second, undertaking("F2"), undertaking("F8"), by=hari)
    assert changes(first, second)["Funding"] == (
        [("F7", "changed", "F1", []), ("F8", "changed", "F2", ["Text"])],
        0,
    )


def test_a_number_that_changed_twice_is_followed(hari):
    first = published(F1="We answer.")
    second = draft(F7="We answer.")
    drafting.drop(second, undertaking("F1"), undertaking("F7"), by=hari)
    published(second, **in_year(2006))
    third = draft(F9="We answer soon.")
    drafting.drop(third, undertaking("F7"), undertaking("F9"), by=hari)
    assert changes(first, third)["Funding"] == ([("F9", "changed", "F1", ["Text"])], 0)
    assert changes(Edition.objects.get(number=2), third)["Funding"] == (
        [("F9", "changed", "F7", ["Text"])],
        0,
    )


def test_two_that_were_joined_the_first_is_compared_and_the_other_says_where_it_went(hari):
    first = published(F1="We answer.", F2="We listen.", F3="We pay.")
    second = draft(F7="We answer and listen.")
    for number, into in (("F1", "F7"), ("F2", "F7"), ("F3", "F7")):
        drafting.drop(second, undertaking(number), undertaking(into), by=hari)
    found = drafts.compared(first, second).codes[0].changed
    assert [
        (one.undertaking.number, one.was and one.was.number, one.continued_as and "F7")
        for one in found
    ] == [("F2", None, "F7"), ("F3", None, "F7"), ("F7", "F1", None)]


def test_what_came_and_went_between_two_editions_is_not_listed(hari):
    first = published(F1="We answer.")
    second = draft(F2="For a while.", F1="Other words.")
    published(second, **in_year(2006))
    third = draft(F1="We answer.")
    drafting.drop(third, undertaking("F2"), None, by=hari)
    assert changes(first, third)["Funding"] == ([], 1)
    assert drafts.compared(first, third).is_same


def test_the_example_text_is_no_part_of_the_first_edition(hari):
    load_example()
    first = draft(F1="We answer.")
    found = changes(None, first)
    assert found == {"Funding": ([("F1", "new", None, ["Text", "Who promises"])], 0)}


def test_introduction_and_principles_are_compared_too(hari):
    first = published(F1="One.")
    second = draft()
    frame = drafting.Frame("Compact", "We agree.", "- Respect", "")
    drafting.write_frame(second, frame, was=drafting.frame_of(second), by=hari)
    comparison = drafts.compared(first, Edition.objects.get(pk=second.pk))
    assert [part.label for part in comparison.frame] == ["Introduction", "Principles"]


def test_staff_compare_the_draft_with_any_edition(client, hari):
    published(F1="We answer letters.", F2="<script>alert(1)</script>")
    published(F1="We answer soon.", **in_year(2006))
    third = draft(F1="We answer at once.")
    client.force_login(hari)
    address = f"/cms/compact/editions/{third.number}/changes/"
    page = read(client.get(address))
    assert "[removed: </span> soon." in page
    assert "edition of September 2006. Removed words are struck" in page
    page = read(client.get(f"{address}?from=1"))
    assert "[removed: </span> letters." in page
    assert "Unchanged undertakings: 1" in page
    assert client.get(f"{address}?from=9").status_code == 404
    assert client.get(f"{address}?from=x").status_code == 404


def test_everybody_reads_what_an_adopted_edition_changed(client, hari):
    published(F1="We answer letters.")
    second = draft(F1="We answer <b>soon</b>.")
    assert client.get("/compact/editions/2/changes/").status_code == 404
    published(second, **in_year(2006))
    third = draft(F1="Secret.")
    page = read(client.get("/compact/editions/2/changes/"))
    assert "&lt;b&gt;soon&lt;/b&gt;" in page
    assert "The Compact is a voluntary agreement" in page
    assert "This is the first edition" in read(client.get("/compact/editions/1/changes/"))
    for address in (
        f"{third.number}/changes/",
        "2/changes/?from=3",
        "1/changes/?from=2",
        "0/changes/",
    ):
        assert client.get(f"/compact/editions/{address}").status_code == 404


def test_comparing_asks_the_database_no_more_for_more_undertakings(
    hari, django_assert_max_num_queries
):
    load_example()
    first = draft()
    drafting.copy_example(first, by=hari)
    published(Edition.objects.get(pk=first.pk))
    second = draft(F1="Changed.")
    for number in ("F2", "F3"):
        write(second, number, "Changed.")
    with django_assert_max_num_queries(4):
        drafts.compared(first, second)
