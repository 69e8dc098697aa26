"""What is encrypted comes back whole or not at all: pieces left out, exchanged, repeated or added are refused."""

import io

import pytest

from assembly.core.backup import encryption

KEY = "the key of the backups of this test"
SEALED = encryption.SEALED_PIECE


def encrypted(data, *, key=KEY, at_once=1000):
    file = io.BytesIO()
    writer = encryption.Encrypting(file, key)
    for start in range(0, len(data), at_once):
        assert writer.write(data[start : start + at_once]) == len(data[start : start + at_once])
    writer.finish()
    return file.getvalue()


def read(file, *, key=KEY):
    reader = encryption.Decrypting(io.BytesIO(file), key)
    data = reader.read(10_000_000)
    reader.read_to_its_end()
    return data


def pieces_of(file):
    """The line and the beginning of the stream, and its pieces."""
    begins = file.index(b"\n") + 1 + 24
    return file[:begins], [file[at : at + SEALED] for at in range(begins, len(file), SEALED)]


@pytest.fixture
def three():
    """A file of three pieces."""
    return pieces_of(encrypted(bytes(range(256)) * 600))


@pytest.mark.parametrize("length", [0, 1, encryption.PIECE, encryption.PIECE + 1, 200_000])
@pytest.mark.parametrize("at_once", [1000, 150_000])
def test_it_comes_back_as_it_was(length, at_once):
    data = bytes(n % 251 for n in range(length))
    assert read(encrypted(data, at_once=at_once)) == data


def test_the_same_data_looks_different_each_time():
    assert encrypted(b"the same") != encrypted(b"the same")


@pytest.mark.parametrize(
    "change",
    [
        lambda one, two, last: [two, one, last],
        lambda one, two, last: [two, last],
        lambda one, two, last: [one, one, last],
        lambda one, two, last: [one, last],
        lambda one, two, last: [one, two[:-1] + bytes([two[-1] ^ 1]), last],
        lambda one, two, last: [one, two, last[:-1]],
        lambda one, two, last: [one, two, last, b"more"],
    ],
    ids=["exchanged", "first gone", "repeated", "one gone", "changed", "cut off", "added"],
)
def test_what_was_done_to_its_pieces_is_found(three, change):
    first, pieces = three
    assert len(pieces) == 3
    with pytest.raises(encryption.Unreadable, match=r"damaged|cut off"):
        read(first + b"".join(change(*pieces)))


def test_an_end_that_is_missing_between_two_pieces_is_found(three):
    first, pieces = three
    with pytest.raises(encryption.Unreadable, match="its end is missing"):
        read(first + b"".join(pieces[:-1]))
    with pytest.raises(encryption.Unreadable, match="its end is missing"):
        read(first[:-1])


def test_pieces_of_another_backup_are_refused(three):
    first, pieces = three
    _, others = pieces_of(encrypted(bytes(range(256)) * 600))
    with pytest.raises(encryption.Unreadable, match="damaged"):
        read(first + pieces[0] + b"".join(others[1:]))


def test_another_key_is_named_by_its_fingerprint():
    with pytest.raises(encryption.Unreadable, match=encryption.fingerprint(KEY)):
        read(encrypted(b"data"), key="another key")


def test_the_first_line_is_proven_like_the_rest():
    """One day an older way of writing may be read in another manner."""
    with pytest.raises(encryption.Unreadable, match="damaged"):
        read(encrypted(b"data").replace(b"backup 1 key", b"backup 01 key", 1))


def test_a_newer_way_of_writing_is_named():
    file = encrypted(b"data").replace(b"backup 1 key", b"backup 2 key", 1)
    with pytest.raises(encryption.Unreadable, match="by a newer version"):
        read(file)


def test_a_line_that_says_something_else_is_refused():
    with pytest.raises(encryption.Unreadable, match="first line"):
        read(encryption.HEADING + b"\n")
