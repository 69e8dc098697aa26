"""May this answer be redacted, and so?"""

import datetime as dt
import re

from assembly.consultations import rules
from assembly.consultations.models import Answer, Consultation
from assembly.core.rules import ALLOWED, Ruling, refused

MARK = "[redacted]"
MARKED = re.compile(r"\[[^\]]*\]")
WORDS = re.compile(r"\w+|[^\w\s]")


def may_redact(consultation: Consultation, *, is_theirs: bool, at: dt.datetime) -> Ruling:
    """Those whose task it is, and not before the responses are read."""
    if not is_theirs:
        return refused(
            "Only officers of the body that asked, and the Support Unit, can redact answers."
        )
    return rules.may_read_responses(consultation, at=at)


def can_be_redacted(answer: Answer, *, counts: bool) -> Ruling:
    """Words and files of the response that counts. What was chosen from a list was written by the body itself."""
    if not counts:
        return refused("This response was replaced or taken back, so nothing of it is published.")
    if answer.text or answer.file:
        return ALLOWED
    return refused(
        "There is nothing to redact: the answer has neither words of its own nor a file."
    )


def takes_away_only(original: str, redacted: str) -> Ruling:
    """A redaction only takes words out: what is left is in the answer, in the same order."""
    left = iter(WORDS.findall(original))
    for word in WORDS.findall(MARKED.sub(" ", redacted)):
        if word not in left:  # goes on from the word found last
            return refused(
                f"You can only take words out, and “{word}” is not in the answer at this place. Write {MARK} where you "
                "take something out."
            )
    if not redacted.strip() or _marks_every_gap(original, redacted):
        return ALLOWED
    return refused(
        f"Words are missing where you wrote no {MARK}, and without them the answer may say something else. Write "
        f"{MARK} in each place where you take something out."
    )


def _marks_every_gap(original: str, redacted: str) -> bool:
    """What stands between two marks stands together in the answer too; it begins and ends as the answer does."""
    first, *middle = [_spelt(part) for part in MARKED.split(redacted)]
    whole = _spelt(original)
    if not middle:
        return first == whole
    last, at = middle.pop(), len(first)
    for part in middle:
        if (at := whole.find(part, at)) < 0:
            return False
        at += len(part)
    return whole.startswith(first) and whole.endswith(last) and at + len(last) <= len(whole)


def _spelt(text: str) -> str:
    """Word by word, whatever stands between them."""
    return "".join(f"\n{word}\n" for word in WORDS.findall(text))


def is_a_change(answer: Answer, text: str, *, withholds_file: bool) -> Ruling:
    """Something is taken out; lifting has its own button."""
    if withholds_file or WORDS.findall(text) != WORDS.findall(answer.text):
        return ALLOWED
    return refused(
        f"You have taken nothing out. Write {MARK} in place of the words that should not be read"
        + (", or tick that the file is withheld." if answer.file else ".")
    )


def is_explained(reason: str, explanation: str) -> Ruling:
    if reason == "other" and not explanation.strip():
        return refused("Say what the other reason is.")
    return ALLOWED


def is_seen(seen: int | None, newest: int | None) -> Ruling:
    """Two people may have the same answer open; the one who comes second would undo what the first took out."""
    if seen == newest:
        return ALLOWED
    return refused(
        "Somebody else redacted this answer at the same time, so nothing of yours is saved. Check what they took out, "
        "and send yours again if it should replace theirs."
    )


def can_be_lifted(*, is_redacted: bool) -> Ruling:
    return ALLOWED if is_redacted else refused("This answer is shown as it was sent.")
