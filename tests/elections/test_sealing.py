"""The key, the sealed ballot and its receipt."""

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections import sealing
from elections.sealing import Opener, TamperedBallot

SECRET = bytes(range(16))
PUBLIC = sealing.public_key_of(SECRET)

rankings = st.integers(1, 12).flatmap(
    lambda candidates: st.tuples(
        st.just(candidates),
        st.permutations(range(1, candidates + 1)).flatmap(
            lambda order: st.integers(0, candidates).map(lambda kept: tuple(order[:kept]))
        ),
    )
)


@given(rankings)
@settings(deadline=None)
def test_a_ranking_survives_its_ballot(given):
    candidates, ranking = given
    ballot = sealing.pack(ranking, candidates)
    assert len(ballot) == 1 + candidates
    assert sealing.unpack(ballot, candidates) == ranking


def test_a_ballot_is_a_version_and_a_rank_a_candidate():
    assert sealing.pack([3, 1], 4) == bytes([1, 2, 0, 1, 0])


def test_blank_and_full_ballots_are_sealed_to_one_length():
    lengths = {len(sealing.seal(sealing.pack(r, 5), PUBLIC)) for r in [(), (2,), (5, 4, 3, 2, 1)]}
    assert lengths == {6 + 48}


def test_the_same_ranking_is_sealed_differently_each_time():
    ballot = sealing.pack((1,), 2)
    assert sealing.seal(ballot, PUBLIC) != sealing.seal(ballot, PUBLIC)


def test_the_key_opens_what_was_sealed_to_it():
    assert Opener(SECRET).open(sealing.seal(sealing.pack((2, 1), 3), PUBLIC), 3) == (2, 1)


def test_the_private_key_is_blake2b_of_the_secret():
    private = hashlib.blake2b(SECRET, digest_size=32, person=b"assembly ballots").digest()
    assert bytes(sealing._private_key(SECRET)) == private


@pytest.mark.parametrize("secret", [b"", bytes(15), bytes(17)])
def test_a_secret_of_another_length_makes_no_key(secret):
    with pytest.raises(ValueError, match="16 bytes"):
        sealing.public_key_of(secret)


@pytest.mark.parametrize(
    "ranking", [(1, 1), (4,), (0,), (-1,)], ids=["twice", "unknown", "nought", "negative"]
)
def test_no_ballot_is_made_of_a_false_ranking(ranking):
    with pytest.raises(ValueError, match="once"):
        sealing.pack(ranking, 3)


@pytest.mark.parametrize("candidates", [0, 256])
def test_a_ballot_has_1_to_255_candidates(candidates):
    with pytest.raises(ValueError, match="255"):
        sealing.pack((), candidates)


@pytest.mark.parametrize(
    "ballot",
    [b"", b"\x02\x01\x02\x00", b"\x01\x01\x02", b"\x01\x01\x02\x00\x00", b"\x01\x01\x01\x00", b"\x01\x01\x03\x00"],
    ids=["empty", "another version", "short", "long", "rank twice", "rank left out"],
)  # fmt: skip
def test_a_false_ballot_sealed_to_the_key_is_tampered(ballot):
    with pytest.raises(TamperedBallot):
        Opener(SECRET).open(sealing.seal(ballot, PUBLIC), 3)


def test_any_changed_byte_of_a_ciphertext_is_found():
    sealed = sealing.seal(sealing.pack((1, 2), 3), PUBLIC)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(TamperedBallot):
            Opener(SECRET).open(bytes(changed), 3)


@pytest.mark.parametrize("ciphertext", [b"", b"short", bytes(52)])
def test_rubbish_is_tampered(ciphertext):
    with pytest.raises(TamperedBallot):
        Opener(SECRET).open(ciphertext, 3)


def test_another_key_opens_nothing():
    sealed = sealing.seal(sealing.pack((1,), 2), PUBLIC)
    with pytest.raises(TamperedBallot):
        Opener(bytes(16)).open(sealed, 2)


def test_a_receipt_is_what_the_usual_tools_compute():
    sealed = b"anything"
    expected = base64.b32encode(hashlib.sha256(sealed).digest())[:20].decode()
    assert sealing.receipt_of(sealed) == expected
    assert len(expected) == 20


def test_every_key_is_new():
    assert sealing.make_secret() != sealing.make_secret()
