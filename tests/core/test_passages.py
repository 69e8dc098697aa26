"""A text cut into passages, and what a new version makes of them: nothing that was said is lost."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from assembly.core.passages.carrying import Kind, Piece, carry, cut, first
from assembly.core.passages.selectors import place

WORDS = st.lists(
    st.sampled_from(
        ["the", "bus", "stops", "early", "lunch", "club", "stays", "open", "on", "friday"]
    ),
    min_size=1,
    max_size=8,
)
TEXTS = st.lists(WORDS.map(lambda words: Piece(Kind.PARAGRAPH, " ".join(words))), max_size=8)


def carried(texts):
    """Each version in turn, with the last key that was given."""
    known, last = [], 0
    versions = []
    for text in texts:
        known = carry(known, text, last)
        last = max([last, *(key for one in known for key in one.keys)])
        versions.append(known)
    return versions


def keys_of(version):
    return [key for one in version for key in one.keys]


def test_headings_paragraphs_and_items_are_passages():
    source = "# Aims\nWe want\nmore buses.\r\n\r\n- early\n- late\n  at night\n\n2. last\n\n \n#no heading"
    assert cut(source) == [
        Piece(Kind.HEADING, "Aims"),
        Piece(Kind.PARAGRAPH, "We want\nmore buses."),
        Piece(Kind.ITEM, "early"),
        Piece(Kind.ITEM, "late\nat night"),
        Piece(Kind.ITEM, "last"),
        Piece(Kind.PARAGRAPH, "#no heading"),
    ]
    assert cut(" \n\n") == []


def test_the_same_words_keep_their_key_wherever_they_move():
    before = first(cut("One stays here.\n\nTwo goes up."))
    after = carry(before, cut("Two goes up.\n\nNew.\n\nOne stays here."), 2)
    assert [one.keys for one in after] == [(2,), (3,), (1,)]


def test_repeated_words_keep_their_order():
    before = first(cut("Yes.\n\nNo.\n\nYes."))
    assert [one.keys for one in carry(before, cut("Yes.\n\nNo.\n\nYes."), 3)] == [(1,), (2,), (3,)]


def test_changed_words_go_to_the_nearest():
    before = first(cut("The bus stops at six o'clock.\n\nKeep the lunch club open on Friday."))
    after = carry(
        before,
        cut("Something else.\n\nKeep the lunch club open on Monday.\n\nThe bus stops at eight."),
        2,
    )
    assert [one.keys for one in after] == [(3,), (2,), (1,)]


def test_two_that_are_joined_go_to_one_and_what_is_gone_to_none():
    before = first(
        cut("The bus stops at six.\n\nKeep the lunch club open.\n\nParks are for dogs as well.")
    )
    after = carry(before, cut("The bus stops at six. Keep the lunch club open."), 3)
    assert [sorted(one.keys) for one in after] == [[1, 2]]


def test_a_passage_cut_in_two_is_followed_to_one_of_them():
    before = first(cut("The bus stops at six in the evening. Keep the lunch club open on Friday."))
    after = carry(
        before,
        cut("The bus stops at six in the evening.\n\nKeep the lunch club open on Friday."),
        1,
    )
    assert sorted(keys_of(after)) == [1, 2]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_key_is_in_one_passage_at_most_and_never_given_twice(texts):
    seen: set[int] = set()
    for version, text in zip(carried(texts), texts, strict=True):
        keys = keys_of(version)
        assert len(keys) == len(set(keys))
        assert [one.piece for one in version] == text
        assert all(one.keys for one in version)
        own = set(keys) - seen
        assert all(key > max(seen, default=0) for key in own)
        seen |= own


@given(st.lists(TEXTS, min_size=2, max_size=5), st.data())
def test_each_comment_is_in_the_newest_version_exactly_once(texts, data):
    versions = carried(texts)
    comments = []
    for version in versions[:-1]:
        for one in version:
            for number in range(data.draw(st.integers(0, 2))):
                comments.append(
                    SimpleNamespace(
                        pk=(len(comments), number), key=one.keys[0], passage_words=one.piece.words
                    )
                )
    newest = [SimpleNamespace(keys=list(one.keys), words=one.piece.words) for one in versions[-1]]
    shown = [one.comment for there in place(newest, comments).values() for one in there]
    assert sorted(one.pk for one in shown) == sorted(one.pk for one in comments)


@given(TEXTS)
def test_a_version_with_the_same_words_changes_no_key(text):
    before = first(text)
    assert carry(before, text, len(text)) == before


def test_a_comment_says_when_its_words_are_others():
    passages = [SimpleNamespace(keys=[1, 2], words="The bus  stops\nat six.")]
    comments = [
        SimpleNamespace(key=1, passage_words="The bus stops at six."),
        SimpleNamespace(key=2, passage_words="At six."),
        SimpleNamespace(key=9, passage_words="Gone."),
    ]
    found = place(passages, comments)
    assert [one.is_of_other_words for one in found[0]] == [False, True]
    assert [one.comment.key for one in found[None]] == [9]
