"""Tags: found in an organisation's own words, and loaded from a list that is not ours."""

from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from assembly.membership import tagging
from assembly.membership.models import ActivityTag
from tests.factories.profiles import ActivityTagFactory

pytestmark = pytest.mark.django_db

HEADER = (
    "Code,tag,Category,Subcategory,Level,Notes,Related ICNPTSO code,"
    "Regular expression,Exclude regular expression\n"
)


@pytest.fixture
def listed(tmp_path):
    """Write a list, and load it."""

    def load(*lines, encoding="utf-8-sig", header=HEADER, **options):
        path = tmp_path / "tags.csv"
        path.write_bytes((header + "".join(f"{line}\n" for line in lines)).encode(encoding))
        out = StringIO()
        call_command("load_activity_tags", path, stdout=out, **options)
        return out.getvalue()

    return load


def test_tags_are_found_in_words_and_not_where_their_counter_pattern_is():
    carers = ActivityTagFactory(name="Carers", pattern=r"\bcarers?\b")
    cats = ActivityTagFactory(
        name="Cats", pattern=r"\bcats?\b", exclude_pattern=r"\bcat's cradle\b"
    )
    ActivityTagFactory(name="Never", pattern="")
    ActivityTagFactory(name="Everywhere", pattern="x*")  # finds nothing, everywhere
    tags = list(ActivityTag.objects.order_by("pk"))
    found = tagging.suggest("Time off for CARERS, and their cats.", tags)
    assert [(one.tag, one.found) for one in found] == [(carers, "CARERS"), (cats, "cats")]
    assert tagging.suggest("We play cat's cradle with cats.", [cats]) == []


def test_a_list_is_loaded_and_the_second_time_changes_nothing(listed):
    lines = (r"HE1,Carers,Health,,2,,D10,\bcarers?\b,", "AN,Animals,Animals,,1,,E21;E20,,")
    assert "2 tags read: 2 added, 0 changed, 0 as they were, 0 retired" in listed(*lines)
    assert "2 tags read: 0 added, 0 changed, 2 as they were, 0 retired" in listed(*lines)
    carers = ActivityTag.objects.get(code="HE1")
    assert (carers.name, carers.icnptso, carers.pattern) == ("Carers", "D10", r"\bcarers?\b")
    assert "CC BY 4.0" in carers.source


def test_what_is_no_longer_listed_is_retired_and_what_was_changed_is_changed(listed):
    other = ActivityTagFactory(code="OWN", source="Another list")
    listed("A,One,,,,,,,", "B,Two,,,,,,,")
    assert "1 tags read: 0 added, 1 changed, 0 as they were, 1 retired" in listed("A,Uno,,,,,,,")
    assert ActivityTag.objects.get(code="A").name == "Uno"
    assert ActivityTag.objects.get(code="B").is_retired
    other.refresh_from_db()
    assert not other.is_retired
    assert "1 changed" in listed("A,Uno,,,,,,,", "B,Two,,,,,,,")  # it comes back
    assert not ActivityTag.objects.get(code="B").is_retired


def test_a_dry_run_says_what_would_be_and_does_nothing(listed):
    assert "1 would be added" in listed("A,One,,,,,,,", dry_run=True)
    assert not ActivityTag.objects.exists()


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["A,One,,,,,,(,"], "Line 3: the regular expression of A cannot be read"),
        (["A,One,,,,,,,", "A,Two,,,,,,,"], "Line 4: the code A stands twice"),
        ([",One,,,,,,,"], "Line 3: a tag needs its code and its name"),
        (["A,"], "Line 3: a tag needs its code and its name"),
        ([f"A,{'x' * 101},,,,,,,"], "longer than 100 characters"),
    ],
)
def test_a_list_with_a_fault_is_not_loaded_at_all(listed, lines, problem):
    with pytest.raises(CommandError, match="nothing was loaded") as refusal:
        listed("B,Good,,,,,,,", *lines)
    assert problem in str(refusal.value)
    assert not ActivityTag.objects.exists()


def test_other_columns_another_encoding_and_no_file_each_have_an_answer(listed, tmp_path):
    with pytest.raises(CommandError, match="has no rows"):
        listed()
    with pytest.raises(CommandError, match="has no column Category"):
        listed("A,One", header="Code,tag\n")
    with pytest.raises(CommandError, match="is not UTF-8"):
        listed("A,Café,,,,,,,", encoding="cp1252")
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("load_activity_tags", tmp_path / "nothing.csv")


def test_the_whole_list_of_uk_cat_is_loaded(shared_data):
    out = StringIO()
    path = shared_data / "charities" / "ukcat_ukcat.csv"
    call_command("load_activity_tags", path, stdout=out)
    assert out.getvalue().startswith("254 tags read: 254 added")
    found = tagging.suggest("Free advice on debt for carers", ActivityTag.objects.in_use())
    assert "Carer support" in {one.tag.name for one in found}
