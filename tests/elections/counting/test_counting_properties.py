"""What holds for every count, whatever the ballots."""

import contextlib
import dataclasses
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import Ballots, BltError, LotNeeded, count, lot_order, read_blt, write_blt

ONE = 100_000
MANY = settings(max_examples=60, deadline=None)


@st.composite
def contests(draw, most_candidates=6, most_seats=4):
    candidates = draw(st.integers(1, most_candidates))
    ranking = st.lists(st.integers(1, candidates), unique=True).map(tuple)
    groups = draw(st.lists(st.tuples(ranking, st.integers(1, 30)), max_size=12))
    seats = draw(st.integers(1, most_seats))
    return groups, candidates, seats


def papers_of(groups):
    return [ranking for ranking, weight in groups for _ in range(weight)]


def ballots_of(groups, candidates, seats):
    names = [f"Candidate {number}" for number in range(1, candidates + 1)]
    return Ballots.from_rankings(papers_of(groups), names, seats, "A contest")


def history(result):
    return [(s.votes, s.non_transferable, s.lost, s.elected) for s in result.stages]


def settled(ballots, **options):
    """The count without a lot, or None when the ballots need one."""
    try:
        return count(ballots, **options)
    except LotNeeded:
        return None


@MANY
@given(contests(), st.text(min_size=1, max_size=5))
def test_nothing_is_made_or_lost_beyond_truncation(contest, seed):
    result = count(ballots_of(*contest), seed=seed)
    before = None
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.non_transferable + stage.lost == result.valid * ONE
        moved = sum(transfer.papers for transfer in stage.transfers)
        loss = stage.lost - (before.lost if before else 0)
        assert loss == 0 if moved == 0 else 0 <= loss < moved
        if before:
            gained = Counter({n: stage.votes.get(n, 0) - before.votes[n] for n in before.votes})
            told = Counter({stage.candidates[0]: gained[stage.candidates[0]]})
            told.update({t.to_candidate: t.votes for t in stage.transfers if t.to_candidate})
            assert +gained == +told
        before = stage


@MANY
@given(contests(), st.text(min_size=1, max_size=5))
def test_as_many_are_elected_as_can_be_and_none_of_them_falls_below_the_quota(contest, seed):
    result = count(ballots_of(*contest), seed=seed)
    assert len(result.elected) == len(set(result.elected)) == min(contest[2], contest[1])
    assert result.elected == [number for stage in result.stages for number in stage.elected]
    at_quota = set()
    for stage in result.stages:
        assert all(stage.votes[number] >= result.quota * ONE for number in at_quota)
        at_quota |= {n for n in stage.elected if stage.votes[n] >= result.quota * ONE}


@MANY
@given(contests(), st.text(min_size=1, max_size=5))
def test_an_elected_candidate_holds_the_votes_of_the_last_stage(contest, seed):
    result = count(ballots_of(*contest), seed=seed)
    weights = result.election.ballots.weights
    transferred = {
        n for stage in result.stages if stage.action == "surplus" for n in stage.candidates
    }
    assert set(result.holdings) == set(result.elected)
    for number, holding in result.holdings.items():
        held = holding.votes
        assert [bundle.papers for bundle in holding.bundles] == [
            weights[bundle.rows].sum() for bundle in holding.bundles
        ]
        final = result.stages[-1].votes[number]
        # A donor also keeps, paper by paper, what truncation left unassigned.
        assert held >= final if number in transferred else held == final
        assert held - final <= result.stages[-1].lost


@MANY
@given(contests(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(contest, random):
    groups, candidates, seats = contest
    shuffled = [(ranking, 1) for ranking in papers_of(groups)]
    random.shuffle(shuffled)
    first = count(ballots_of(*contest), seed="s")
    assert history(count(ballots_of(shuffled, candidates, seats), seed="s")) == history(first)


@MANY
@given(contests(), st.randoms(use_true_random=False))
def test_the_numbers_of_the_candidates_do_not_matter_without_a_lot(contest, random):
    groups, candidates, seats = contest
    result = settled(ballots_of(*contest))
    if result is None:
        return
    numbers = list(range(1, candidates + 1))
    random.shuffle(numbers)
    renumbered = [(tuple(numbers[n - 1] for n in ranking), weight) for ranking, weight in groups]
    other = count(ballots_of(renumbered, candidates, seats))
    assert set(other.elected) == {numbers[n - 1] for n in result.elected}
    for stage, same in zip(result.stages, other.stages, strict=True):
        assert same.votes == {numbers[n - 1]: units for n, units in stage.votes.items()}


@MANY
@given(contests())
def test_a_weight_is_as_good_as_that_many_papers(contest):
    groups, candidates, seats = contest
    header = f"{candidates} {seats}\n"
    names = "".join(f"Candidate {n}\n" for n in range(1, candidates + 1))
    grouped = "".join(f"{w} {' '.join(map(str, r))} 0\n" for r, w in groups)
    split = "".join(f"1 {' '.join(map(str, r))} 0\n" for r in papers_of(groups))
    one, other = (
        count(read_blt(f"{header}{body}0\n{names}"), seed="s") for body in (grouped, split)
    )
    assert history(one) == history(other)
    assert history(one) == history(count(ballots_of(*contest), seed="s"))


@MANY
@given(contests(), st.data())
def test_a_withdrawn_candidate_was_never_there(contest, data):
    groups, candidates, seats = contest
    if candidates == 1:
        return
    gone = data.draw(st.sets(st.integers(1, candidates), max_size=candidates - 1))
    left = [number for number in range(1, candidates + 1) if number not in gone]
    renumbered = [
        (tuple(left.index(n) + 1 for n in ranking if n not in gone), weight)
        for ranking, weight in groups
    ]
    # One lot for both: an order of the numbers, and the same order of those who are left.
    order = lot_order("s", candidates)
    without = tuple(left.index(number) + 1 for number in order if number not in gone)
    result = count(dataclasses.replace(ballots_of(*contest), lot_order=order), withdrawn=gone)
    other = count(dataclasses.replace(ballots_of(renumbered, len(left), seats), lot_order=without))
    assert result.elected == [left[number - 1] for number in other.elected]
    for stage, same in zip(result.stages, other.stages, strict=True):
        assert stage.votes == {left[n - 1]: units for n, units in same.votes.items()}


@MANY
@given(contests())
def test_a_candidate_nobody_ranked_changes_only_a_stage_of_exclusion(contest):
    groups, candidates, seats = contest
    result = settled(ballots_of(*contest))
    more = settled(ballots_of(groups, candidates + 1, seats))
    if result is None or more is None or seats >= candidates:
        return
    assert more.quota == result.quota
    assert set(more.elected) == set(result.elected)


@MANY
@given(contests(), st.data())
def test_voters_with_some_quotas_of_papers_elect_as_many_of_their_own(contest, data):
    groups, candidates, seats = contest
    own = data.draw(st.sets(st.integers(1, candidates), min_size=1))
    solid = data.draw(
        st.lists(st.tuples(st.permutations(sorted(own)), st.integers(1, 60)), max_size=6)
    )
    everybody = [*groups, *((tuple(ranking), weight) for ranking, weight in solid)]
    result = count(ballots_of(everybody, candidates, seats), seed="s")
    behind = sum(w for ranking, w in everybody if set(ranking[: len(own)]) == own)
    # Truncation can take a little under 10⁻⁵ of a vote from each paper at each stage.
    lost = result.stages[-1].lost / ONE
    quotas = int((behind - lost) // int(result.quota))
    assert len(own.intersection(result.elected)) >= min(quotas, len(own), seats)


@MANY
@given(contests(most_seats=1))
def test_one_seat_is_a_plain_instant_run_off(contest):
    groups, candidates, _ = contest
    result = settled(ballots_of(*contest))
    if result is None or result.ties:
        return
    left = set(range(1, candidates + 1))
    while len(left) > 1:
        tops = Counter(dict.fromkeys(left, 0))
        for ranking, weight in groups:
            tops.update(dict.fromkeys([n for n in ranking if n in left][:1], weight))
        left.remove(min(left, key=lambda n: (tops[n], n)))
    assert result.elected == list(left)


@MANY
@given(contests())
def test_written_and_read_again_it_is_the_same_count(contest):
    ballots = ballots_of(*contest)
    again = read_blt(write_blt(ballots))
    assert write_blt(again) == write_blt(ballots)
    assert again.distinct() == ballots.distinct()
    assert history(count(again, seed="s")) == history(count(ballots, seed="s"))


NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() and not set(text.strip()) & set("\r\n")
)


@MANY
@given(st.lists(NAME, min_size=1, max_size=3), NAME)
def test_any_name_survives_writing_and_reading(names, title):
    ballots = Ballots.from_rankings([], names, 1, title)
    again = read_blt(write_blt(ballots).encode())
    assert (again.candidates, again.title) == (ballots.candidates, ballots.title)


@MANY
@given(st.text(alphabet='0123 -=\n\r\t#"[]wtieAé.', max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    """Never a traceback: anything but a count or a BltError fails this test."""
    with contextlib.suppress(BltError):
        count(dataclasses.replace(read_blt("2 1\n" + text), withdrawn=frozenset()), seed="s")
