"""A register that is published whole says by its silence who has left it; and no text breaks its reading."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.core.text_files import Unreadable
from assembly.membership import comparing, rules
from assembly.membership.models import RegisterEntry, RegisterImport
from assembly.membership.registers.files import open_register, read_lines
from assembly.membership.registers.lines import Bad, EntryLine, PassedOver
from assembly.notifications.models import Notification
from tests.factories.membership import OrganisationFactory, UserFactory

from .register_files import COMMISSION, SAMPLE, write_sample, write_tabs
from .test_import_charities import number, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(db):
    """Somebody of the Support Unit, who is told of differences."""
    return UserFactory(office="Support Unit")


# Who has left the register


def left(entry_number):
    entry = RegisterEntry.objects.get(number=entry_number)
    return entry.status, entry.line, entry.source.file_name


def test_a_charity_that_the_whole_register_no_longer_holds_is_marked_and_told(tmp_path, told):
    ours = OrganisationFactory(name="Charity 9900002", org_id="GB-CHC-9900002", member=True)
    run(write_tabs(tmp_path / "before.txt", *(number(9900001 + n) for n in range(3))))
    linked = {"registered_charity_number": 9900001, "linked_charity_number": 1}
    after = write_tabs(tmp_path / "after.txt", number(9900001), linked, number(9900003))
    out, _, _ = run(after)
    assert "No longer in the register, and marked so: 1." in out
    assert left("9900002") == ("gone", 0, "after.txt")
    assert RegisterImport.objects.first().gone_count == 1
    assert Notification.objects.filter(user=told).count() == 1
    difference = comparing.differences()[0]
    assert (difference.organisation, difference.what) == (ours, "removed")
    assert "No longer in the register, by the file loaded on" in difference.theirs
    # It is marked once, and comes back when a file holds it again.
    assert "No longer in the register" not in run(after)[0]
    run(write_tabs(tmp_path / "back.txt", *(number(9900001 + n) for n in range(3))))
    assert left("9900002")[0] == "registered"


def test_a_dry_run_counts_who_left_and_marks_nobody(tmp_path):
    run(write_tabs(tmp_path / "before.txt", number(9900001), number(9900002)))
    out, _, _ = run(write_tabs(tmp_path / "after.txt", number(9900001)), dry_run=True)
    assert "No longer in the register, and marked so: 1." in out
    assert not RegisterEntry.objects.filter(status="gone").exists()


def test_a_file_that_misses_too_many_is_a_part_and_marks_nobody(tmp_path):
    run(write_tabs(tmp_path / "before.txt", *(number(9900001 + n) for n in range(3))))
    out, _, _ = run(write_tabs(tmp_path / "part.txt", number(9900001)))
    assert "Not in the file, but too many to have left: nothing marked: 2." in out
    assert not RegisterEntry.objects.filter(status="gone").exists()


def test_one_outside_the_areas_has_not_left(tmp_path):
    far = number(9900002) | {"charity_contact_postcode": "BA1 1AA"}
    run(write_tabs(tmp_path / "before.txt", number(9900001), far))
    run(write_tabs(tmp_path / "after.txt", number(9900001), far), area=["SN"])
    assert not RegisterEntry.objects.filter(status="gone").exists()


def test_a_sample_says_nothing_of_those_it_lacks(tmp_path):
    two = {"org_id": "GB-CHC-9900002", "name": "Two"}
    run(write_sample(tmp_path / "before.csv", {}, two))
    run(write_sample(tmp_path / "after.csv", {}))
    assert not RegisterEntry.objects.filter(status="gone").exists()


@pytest.mark.parametrize(
    ("missing", "known", "whole"),
    [(1, 2, True), (2, 3, False), (10, 20, True), (11, 100, False), (11, 550, True), (0, 0, True)],
)
def test_a_month_takes_few_from_a_register(missing, known, whole):
    assert rules.registers.holds_all_of_it(missing, known) is whole


# Whatever is in it

CELLS = st.sampled_from(
    ['"', "\\", "\t", "\r", "\n", "\0", "0", "9900001", "Registered", "é", "2008-11-30", ""]
)


@settings(max_examples=60)
@given(st.lists(CELLS, min_size=1, max_size=80), st.booleans())
def test_any_text_is_read_to_its_end_or_refused_in_a_sentence(tmp_path_factory, cells, tabs):
    """A line is an entry, passed over or bad; every line that holds anything is one of them."""
    path = tmp_path_factory.getbasetemp() / "any.txt"
    columns = COMMISSION if tabs else SAMPLE
    text = ("\t" if tabs else ",").join(columns) + "\n" + "".join(cells)
    path.write_text(text, "utf-8", newline="")
    with suppress(Unreadable):
        lines = list(read_lines(open_register(path)))
        assert all(isinstance(line, EntryLine | Bad | PassedOver) for _, line in lines)
        assert len(lines) <= len(cells)
