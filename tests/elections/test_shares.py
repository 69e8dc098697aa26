"""The shares of a key: split, printed, typed back, proved, combined."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections import sealing, shares
from elections.key_statement import KeyStatement, StatementError
from elections.shares import Share, ShareError, combine, make_key, read_proof, read_share

SECRET = bytes(range(16))
SHARE = Share(1, SECRET)


# Split and combined


@pytest.mark.parametrize(("needed", "holders"), [(2, 2), (2, 3), (3, 5), (9, 9)])
def test_any_as_many_as_needed_make_the_key_and_fewer_another(needed, holders):
    key = make_key(needed=needed, holders=holders)
    for chosen in itertools.islice(itertools.combinations(key.shares, needed), 20):
        assert sealing.public_key_of(combine(chosen)) == key.public_key
    assert sealing.public_key_of(combine(key.shares[: needed - 1])) != key.public_key


def test_a_wrong_share_combines_silently_which_is_why_hashes_are_published():
    key = make_key(needed=2, holders=3)
    assert sealing.public_key_of(combine([key.shares[0], Share(2, bytes(16))])) != key.public_key


@pytest.mark.parametrize(("needed", "holders"), [(1, 3), (0, 0), (3, 2), (2, 10)])
def test_a_key_that_one_could_open_alone_is_not_made(needed, holders):
    with pytest.raises(ValueError, match="needs two at least"):
        make_key(needed=needed, holders=holders)


def test_shares_that_stand_twice_are_told():
    assert shares.repeated([SHARE, Share(2, SECRET), Share(1, bytes(16))]) == [1]


# Printed and typed


@given(st.integers(1, 9), st.binary(min_size=16, max_size=16))
def test_a_printed_share_reads_back(number, secret):
    assert read_share(Share(number, secret).text) == Share(number, secret)


def test_a_share_prints_as_number_26_characters_and_2_to_check():
    number, *groups = SHARE.text.split("-")
    assert (number, [len(group) for group in groups]) == ("1", [4] * 7)


def test_case_spaces_and_look_alikes_do_not_matter():
    share = Share(1, bytes(15) + b"\x01")
    typed = share.text.lower().replace("-", " ").replace("0", "o")
    assert read_share(f"  {typed[0]}-{typed[2:]} ") == share
    assert read_share(share.text.replace("1", "l").replace("l", "1", 1)) == share


def test_every_single_slip_is_found():
    number, letters = "1-", SHARE.text[2:].replace("-", "")
    for place, right in enumerate(letters):
        for wrong in shares.ALPHABET.replace(right, ""):
            with pytest.raises(ShareError):
                read_share(number + letters[:place] + wrong + letters[place + 1 :])


def test_every_swap_of_neighbours_is_found():
    letters = SHARE.text[2:].replace("-", "")
    for place in range(27):
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        if swapped != letters:
            with pytest.raises(ShareError):
                read_share("1-" + swapped)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "begins with its number"),
        ("ABCD", "begins with its number"),
        ("0-ABCD", "begins with its number"),
        ("10-ABCD", "begins with its number"),
        ("²-ABCD", "begins with its number"),
        ("9" * 5_000, "begins with its number"),
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
        read_share(typed)


def test_letters_beyond_16_bytes_are_refused_even_when_the_check_fits():
    body = "Z" * 26
    check = shares._to_letters(shares._checksum(1, body), 2)
    with pytest.raises(ShareError, match="do not fit"):
        read_share(f"1-{body}{check}")


def test_no_error_shows_what_was_typed():
    with pytest.raises(ShareError) as error:
        read_share("1-ABCDEFGHJKMNPQRSTVWXYZ234567")
    assert "ABCD" not in str(error.value)


def test_a_share_does_not_show_itself():
    assert SECRET.hex() not in repr(SHARE)
    assert repr(SECRET)[2:-1] not in repr(SHARE)


def test_fingerprints_tell_shares_apart():
    assert Share(1, SECRET).fingerprint != Share(2, SECRET).fingerprint
    assert Share(1, SECRET).fingerprint != Share(1, bytes(16)).fingerprint
    assert set(SHARE.fingerprint) <= set(string.hexdigits)


# The proof


@given(st.integers(1, 9), st.binary(min_size=16, max_size=16))
def test_a_printed_proof_reads_back_and_has_the_published_hash(number, value):
    share = Share(number, value)
    assert read_proof(share.proof.text) == share.proof
    assert read_proof(share.proof.text.lower()).fingerprint == share.fingerprint


def test_a_proof_is_not_taken_for_a_share_nor_the_other_way():
    with pytest.raises(ShareError, match="the proof of a share, not the share"):
        read_share(SHARE.proof.text)
    with pytest.raises(ShareError, match="begins with the letter P"):
        read_proof(SHARE.text)


def test_a_proof_says_nothing_of_its_share():
    assert SHARE.proof.value != SHARE.value
    assert SHARE.proof.value[:4] not in SHARE.value


# The statement


KEY = make_key(needed=2, holders=3)
STATEMENT = KeyStatement.of(KEY)


def test_a_statement_reads_back_and_holds_no_secret():
    assert KeyStatement.from_text(STATEMENT.text) == STATEMENT
    for share in KEY.shares:
        assert share.text[2:10] not in STATEMENT.text
        assert share.value.hex() not in STATEMENT.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not the statement of a key"),
        ("null", "not the statement of a key"),
        ("[" * 100_000, "not the statement of a key"),
        (STATEMENT.text[:-40], "not the statement of a key"),
        (STATEMENT.text.replace(KEY.public_key, "ab"), "64 digits each"),
        (STATEMENT.text.replace(KEY.public_key, KEY.public_key.upper() + "G"), "64 digits each"),
        (STATEMENT.text.replace('_needed": 2', '_needed": 1'), "cannot be"),
        (STATEMENT.text.replace('_needed": 2', '_needed": 4'), "cannot be"),
        (STATEMENT.text.replace('_needed": 2', '_needed": "2"'), "cannot be"),
        (STATEMENT.text.replace('"1":', '"one":'), "not the statement of a key"),
    ],
)
def test_what_is_no_statement_is_told(text, says):
    with pytest.raises(StatementError, match=says):
        KeyStatement.from_text(text)
