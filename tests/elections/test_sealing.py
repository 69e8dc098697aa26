"""The key, its share, the sealed ballot and its receipt."""

import base64
import hashlib
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections import sealing
from elections.sealing import Opener, Share, ShareError, TamperedBallot

SECRET = bytes(range(16))
PUBLIC = sealing.public_key_of(SECRET)
SHARE = Share(1, SECRET)

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


@given(st.integers(1, 255), st.binary(min_size=16, max_size=16))
def test_a_printed_share_reads_back(number, secret):
    assert Share.from_text(Share(number, secret).text) == Share(number, secret)


def test_a_share_prints_as_number_26_characters_and_2_to_check():
    number, *groups = SHARE.text.split("-")
    assert (number, [len(group) for group in groups]) == ("1", [4] * 7)


def test_case_spaces_and_look_alikes_do_not_matter():
    share = Share(1, bytes(15) + b"\x01")
    typed = share.text.lower().replace("-", " ").replace("0", "o")
    assert Share.from_text(f"  {typed[0]}-{typed[2:]} ") == share
    assert Share.from_text(share.text.replace("1", "l").replace("l", "1", 1)) == share


def test_every_single_slip_is_found():
    number, letters = "1-", SHARE.text[2:].replace("-", "")
    for place, right in enumerate(letters):
        for wrong in sealing.ALPHABET.replace(right, ""):
            with pytest.raises(ShareError):
                Share.from_text(number + letters[:place] + wrong + letters[place + 1 :])


def test_every_swap_of_neighbours_is_found():
    letters = SHARE.text[2:].replace("-", "")
    for place in range(27):
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        if swapped != letters:
            with pytest.raises(ShareError):
                Share.from_text("1-" + swapped)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "begins with its number"),
        ("ABCD", "begins with its number"),
        ("0-ABCD", "begins with its number"),
        ("256-ABCD", "begins with its number"),
        ("²-ABCD", "begins with its number"),
        ("1-ABCD", "and this has 4"),
        ("1-" + "A" * 29, "and this has 29"),
        ("1-" + "U" * 28, "never the letter U"),
        ("1-" + "A" * 27 + "!", "never the letter U"),
        ("2" + SHARE.text[1:], "do not fit"),
        ("1-" + "Z" * 28, "do not fit"),
    ],
)
def test_a_typing_error_is_named(typed, says):
    with pytest.raises(ShareError, match=says):
        Share.from_text(typed)


def test_letters_beyond_16_bytes_are_refused_even_when_the_check_fits():
    body = "Z" * 26
    check = sealing._to_letters(sealing._checksum(1, body), 2)
    with pytest.raises(ShareError, match="do not fit"):
        Share.from_text(f"1-{body}{check}")


def test_no_error_shows_what_was_typed():
    with pytest.raises(ShareError) as error:
        Share.from_text("1-ABCDEFGHJKMNPQRSTVWXYZ234567")
    assert "ABCD" not in str(error.value)


def test_a_share_does_not_show_itself():
    assert SECRET.hex() not in repr(SHARE)
    assert repr(SECRET)[2:-1] not in repr(SHARE)


def test_fingerprints_tell_shares_apart():
    assert Share(1, SECRET).fingerprint != Share(2, SECRET).fingerprint
    assert Share(1, SECRET).fingerprint != Share(1, bytes(16)).fingerprint
    assert set(SHARE.fingerprint) <= set(string.hexdigits)


def test_every_key_is_new():
    assert sealing.make_share() != sealing.make_share()
