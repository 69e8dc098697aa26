"""The box at the top of a nomination's page: what it asks of the reader, who may have several parts in it."""

from django.urls import reverse

from assembly.core.act_box import ActBox, Button

from .models import Nomination
from .nominations import NominationRights


def box(nomination: Nomination, part: NominationRights, left: str) -> ActBox | None:
    """None where nothing waits for the reader."""
    asked = [support for support, ruling in part.to_confirm if ruling]
    is_candidate = bool(part.is_candidate and part.words)
    sends = bool(part.puts_forward and part.change)
    confirms = [
        _button(
            nomination,
            f"Confirm for {support.organisation}",
            "confirm",
            organisation=support.organisation_id,
        )
        for support in asked
    ]
    if is_candidate:
        title, sentence, buttons = _of_candidate(nomination, part)
    elif asked:
        title = "Confirm this nomination"
        parts = [f"{one.organisation} as {one.get_part_display().lower()}" for one in asked]
        sentence, buttons = f"It asks for {' and '.join(parts)}.", []
    elif sends:
        title = "Nothing has been sent yet"
        sentence = "Read it again: once it is sent, it can only be withdrawn."
        change = Button("Change it", _address(nomination, "change"), is_second=True)
        buttons = [_button(nomination, "Send it and ask these people", "send"), change]
    else:
        return None
    # Without a statement the title says all that is missing.
    lacks = is_candidate and nomination.statement and not part.accept
    notes = (part.accept.reason,) if lacks else ()
    return ActBox(title, sentence, left=left, buttons=(*buttons, *confirms), notes=notes)


def _of_candidate(nomination: Nomination, part: NominationRights) -> tuple[str, str, list[Button]]:
    words = (
        "Change what you wrote" if nomination.statement else "Write your statement and interests"
    )
    write = Button(words, _address(nomination, "words"), is_second=bool(part.accept))
    if not part.accept:
        return "You have been put forward: write your statement, then accept", "", [write]
    accept = _button(nomination, "Accept, and send these words", "accept")
    title = "You have been put forward: read what you wrote, then accept"
    return title, "", [accept, write]


def _button(nomination: Nomination, label: str, act: str, **sends: int) -> Button:
    """A button that posts. It names the nomination too: without a field it would be a link."""
    fields = {"nomination": nomination.pk, **sends}
    sent = tuple((name, str(value)) for name, value in fields.items())
    return Button(label, _address(nomination, act), sends=sent)


def _address(nomination: Nomination, act: str) -> str:
    slug = nomination.contest.election.slug
    return reverse(f"elections:nomination_{act}", args=[slug, nomination.pk])
