"""Merges beside merges and beside the freeze of a roll, on both kinds of database: one order, and nothing is lost.

A deadlock would be an error of the database, which no storm takes for a refusal.
"""

import pytest

from assembly.core.models import Event
from assembly.membership.models import Merge, Organisation
from assembly.membership.services.merging import propose_merge
from tests.factories.elections import CandidateFactory, ContestFactory, key_for
from tests.factories.forums import GroupFactory
from tests.factories.membership import OrganisationFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

MERGED = "has already been merged into another record"
CHANGED = "One of the two records has changed since you opened this page."


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.membership.merging_storm")


@pytest.fixture
def records(dev, bola):
    """Three records of one organisation, each in a group of its own."""
    made = [OrganisationFactory(name=f"Kennet Carers {number}", member=True) for number in range(3)]
    for organisation in made:
        GroupFactory().memberships.create(organisation=organisation, joined_on="2010-01-01")
    return made


def proposal(kept, gone, dev):
    return propose_merge(kept, gone, "One committee.", by=dev).pk


def whole(*records):
    """Nothing that moves is left with a record that went, and the record that is kept was not merged itself."""
    for one in records:
        one.refresh_from_db()
    gone = [one for one in records if one.merged_into_id]
    assert all(one.merged_into.merged_into_id is None for one in gone)
    assert all(one.status == "left" and not one.group_memberships.exists() for one in gone)
    groups = sum(one.group_memberships.count() for one in records)
    assert groups == len(records)
    assert Event.objects.filter(name="membership.merged").count() == len(gone)
    return gone


# Two merges


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_merges_the_other_way_round_one_is_refused(storm, records, dev, first):
    one, other, _ = records
    merges = [proposal(one, other, dev), proposal(other, one, dev)]
    said = storm("confirmed_in_a_merge", merges[first], merges[1 - first])
    assert said[0] == ""
    assert MERGED in said[1]
    assert len(whole(*records)) == 1


def test_neither_way_round_waits_for_the_other(storm, records, dev):
    one, other, _ = records
    said = storm("confirmed", proposal(one, other, dev), proposal(other, one, dev))
    assert said.count("") == 1
    assert sum(MERGED in words for words in said) == 1
    assert len(whole(*records)) == 1


def test_a_record_that_is_kept_and_goes_at_once_is_looked_at_again(storm, records, dev):
    one, other, last = records
    second = proposal(last, other, dev)
    said = storm("confirmed_in_a_merge", proposal(other, one, dev), second)
    assert said[0] == ""
    assert CHANGED in said[1]
    assert whole(*records) == [one]
    assert storm("confirmed", second) == [""]
    assert whole(*records) == [one, other]
    assert one.merged_into == last


def test_nothing_is_merged_into_a_record_that_goes(storm, records, dev):
    one, other, last = records
    merges = [proposal(last, other, dev), proposal(other, one, dev)]
    said = storm("confirmed_in_a_merge", *merges)
    assert said[0] == ""
    assert MERGED in said[1]
    assert whole(*records) == [other]


def test_two_go_into_one_at_once(storm, records, dev):
    kept, *others = records
    said = storm("confirmed", *(proposal(kept, one, dev) for one in others))
    assert said.count("") == 1
    assert sum(CHANGED in words for words in said) == 1
    assert len(whole(*records)) == 1


def test_a_merge_confirmed_in_many_tabs_is_made_once(storm, records, dev):
    made = proposal(*records[:2], dev)
    said = storm("confirmed", *[made] * 6)
    assert said.count("") == 1
    assert sum("already been settled" in words for words in said) == 5
    assert len(whole(*records)) == 1


def test_a_merge_in_flight_is_not_withdrawn(storm, records, dev):
    said = storm("withdrawn_in_a_merge", proposal(*records[:2], dev))
    assert said[0] == ""
    assert "already been settled" in said[1]
    assert Merge.objects.get().outcome == "merged"
    assert not Event.objects.filter(name="membership.merge_withdrawn").exists()


# Proposals


def test_proposed_both_ways_by_many_there_is_one_proposal_each_way(storm, records):
    one, other, _ = (record.pk for record in records)
    assert set(storm("proposed", [one, other], [other, one])) == {""}
    assert set(Merge.objects.values_list("kept", "gone")) == {(one, other), (other, one)}
    assert Event.objects.filter(name="membership.merge_proposed").count() == 2


def test_a_record_is_proposed_for_one_other(storm, records):
    one, other, last = (record.pk for record in records)
    said = storm("proposed", [one, last], [other, last])
    assert Merge.objects.count() == 1
    assert said.count("") == 4  # the same proposal, sent again
    assert all("Somebody has already proposed merging" in words for words in said if words)


@pytest.mark.parametrize("way", ["kept", "gone"])
def test_nothing_is_proposed_with_a_record_that_goes(storm, records, dev, way):
    kept, gone, last = records
    made = proposal(kept, gone, dev)
    pair = (gone.pk, last.pk) if way == "kept" else (last.pk, gone.pk)
    said = storm("proposed_in_a_merge", made, *pair)
    assert said[0] == ""
    assert MERGED in said[1]
    assert Merge.objects.count() == 1


# A roll


@pytest.fixture
def election(efua):
    """Ready for notice of poll: two candidates of organisations that are on no roll."""
    contest = ContestFactory(election__returning_officer=efua)
    for number in (1, 2):
        holder = OrganisationFactory(name=f"Stands aside {number}")
        CandidateFactory(contest=contest, organisation=holder)
    key_for(contest.election)
    return contest.election


def on_roll(election):
    rows = election.contests.get().roll.filter(struck_on=None)
    return set(Organisation.objects.filter(pk__in=rows.values("organisation")))


def test_a_freeze_waits_for_a_merge_in_flight(storm, records, election, dev):
    kept, gone, other = records
    assert storm("frozen_in_a_merge", proposal(kept, gone, dev), election.pk) == ["", ""]
    assert on_roll(election) == {kept, other}
    assert whole(*records) == [gone]


def test_nothing_is_merged_in_a_freeze(storm, records, election, dev):
    said = storm("merged_in_a_freeze", proposal(*records[:2], dev), election.pk)
    assert said[0] == ""
    assert "on the roll of" in said[1]
    assert on_roll(election) == set(records)
    assert whole(*records) == []


def test_whichever_comes_first_no_line_of_the_roll_is_of_a_record_that_went(
    storm, records, election, dev
):
    frozen, merged = storm("frozen_and_merged", proposal(*records[:2], dev), election.pk)
    assert frozen == ""
    gone = whole(*records)
    assert bool(gone) != bool(merged)
    assert on_roll(election) == set(records) - set(gone)
