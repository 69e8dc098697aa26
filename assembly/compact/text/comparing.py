"""Two editions word by word, code by code. What an edition numbered otherwise is compared with what it continues."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assembly.compact.models import Code, Edition, Undertaking, UndertakingText
from assembly.core.differences import Piece, differences

from .reading import Change, text_in, words_of


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one part of an undertaking, or of the edition, such as its text."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Compared:
    """An undertaking that differs. `was` is the one it continues, where the number is another.

    `parts` are those that differ of a changed one, and all of a new or dropped one. `continued_as` is where a dropped
    one went that had its own words in both editions.
    """

    undertaking: Undertaking
    change: Change
    title: str
    parts: list[Part]
    was: Undertaking | None = None
    continued_as: Undertaking | None = None


@dataclass(frozen=True, slots=True)
class CodeChanges:
    code: Code
    changed: list[Compared]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` is None for the first edition, in which everything is new."""

    before: Edition | None
    after: Edition
    frame: list[Part]
    codes: list[CodeChanges]

    @property
    def is_same(self) -> bool:
        return not self.frame and not any(one.changed for one in self.codes)


@dataclass(frozen=True, slots=True)
class _Pair:
    undertaking: Undertaking
    old: UndertakingText | None
    new: UndertakingText | None
    was: Undertaking | None = None
    continued_as: Undertaking | None = None


def compare(
    before: Edition | None,
    after: Edition,
    undertakings: Iterable[Undertaking],
    texts_of: Callable[[Undertaking], list[UndertakingText]],
) -> Comparison:
    """`undertakings` are all of them, in the order of the codes, with the texts up to the later edition."""
    pairs = _pairs(before, after, {one.pk: one for one in undertakings}, texts_of)
    codes: dict[Code, CodeChanges] = {}
    for pair in pairs:
        code = pair.undertaking.code
        found = codes.setdefault(code, CodeChanges(code, [], 0))
        compared = _compared(pair)
        if compared:
            found.changed.append(compared)
        else:
            codes[code] = CodeChanges(code, found.changed, found.unchanged + 1)
    return Comparison(before, after, _frame(before, after), list(codes.values()))


def _pairs(
    before: Edition | None,
    after: Edition,
    undertakings: Mapping[int, Undertaking],
    texts_of: Callable[[Undertaking], list[UndertakingText]],
) -> list[_Pair]:
    texts = {key: texts_of(one) for key, one in undertakings.items()}
    last = {key: text_in(found, after.number) for key, found in texts.items()}
    old = {key: text_in(found, before.number) if before else None for key, found in texts.items()}
    old = {key: None if text and text.is_dropped else text for key, text in old.items()}
    new = {key: None if text and text.is_dropped else text for key, text in last.items()}
    leads = {key: _end_of(key, last) for key in undertakings if old[key] and not new[key]}
    heirs: dict[int, int] = {}
    for key, end in leads.items():
        if end is not None and new.get(end) and not old.get(end):
            heirs.setdefault(end, key)  # of two that were joined, the first
    carried = set(heirs.values())
    found = []
    for key, one in undertakings.items():
        if key in carried or not (old[key] or new[key]):
            continue
        heir_of = heirs.get(key)
        end = leads.get(key)
        found.append(
            _Pair(
                one,
                old[key] if heir_of is None else old[heir_of],
                new[key],
                was=None if heir_of is None else undertakings[heir_of],
                continued_as=None if end is None else undertakings.get(end),
            )
        )
    return found


def _end_of(key: int, last: Mapping[int, UndertakingText | None]) -> int | None:
    """Where a dropped one went, through every number it had since; None where the promise ended."""
    seen = {key}
    text = last.get(key)
    while text and text.is_dropped:
        following = text.continued_as_id
        if following is None or following in seen:
            return None
        seen.add(following)
        key, text = following, last.get(following)
    return key


def _compared(pair: _Pair) -> Compared | None:
    """None where nothing differs."""
    text = pair.new or pair.old
    title = text.title if text else ""
    if pair.old and pair.new:
        if words_of(pair.old) == words_of(pair.new) and pair.was is None:
            return None
        old, new = _parts_of(pair.old), _parts_of(pair.new)
        parts = [
            Part(label, differences(old[label], new[label]))
            for label in old
            if old[label] != new[label]
        ]
        return Compared(pair.undertaking, Change.CHANGED, title, parts, pair.was)
    change = Change.NEW if pair.new else Change.DROPPED
    parts = [
        Part(label, differences(words, words))
        for label, words in (_parts_of(text) if text else {}).items()
        if words and label != TITLE
    ]
    return Compared(pair.undertaking, change, title, parts, continued_as=pair.continued_as)


TITLE = "Title"


def _parts_of(text: UndertakingText) -> dict[str, str]:
    return {
        TITLE: text.title,
        "Text": text.text,
        "Who promises": text.get_party_display(),
        "How it is measured": text.measured_by,
    }


def _frame(before: Edition | None, after: Edition) -> list[Part]:
    """What differs beside the undertakings."""
    pairs = (
        ("Introduction", before.introduction if before else "", after.introduction),
        ("Principles", before.principles if before else "", after.principles),
    )
    return [Part(label, differences(old, new)) for label, old, new in pairs if old != new]
