"""The box below the title of an open consultation: how long is left, and the button to respond."""

from dataclasses import dataclass, replace

from django.template.defaultfilters import capfirst
from django.urls import reverse

from assembly.core.act_box import Aside, Button
from assembly.core.rules import Ruling


@dataclass(frozen=True, slots=True)
class Speaker:
    """An organisation or a group for which the reader answers, and how far its response has come."""

    name: str
    form_page: str
    sent_page: str
    may_respond: Ruling
    has_responded: bool = False
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """What one reader can do now, and why not."""

    buttons: tuple[Button, ...] = ()
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def for_visitor(respond_url: str) -> Ways:
    """Somebody who is signed out chooses a way: for a member organisation, as oneself, on paper."""
    sign_in = reverse("account_login", query={"next": respond_url})
    return Ways(
        (Button("Respond", respond_url),),
        asides=(
            Aside("Sign in to respond for your organisation", sign_in),
            Aside("No account? Find your organisation", reverse("membership:join")),
        ),
    )


def for_person(
    may_respond: Ruling, respond_url: str, speakers: list[Speaker], *, acts_for_one: bool
) -> Ways:
    """For each organisation or group the person speaks for now; for nobody, the ways there are."""
    ways = [_for_speaker(speaker) for speaker in speakers]
    buttons = tuple(
        replace(button, is_second=place > 0)
        for place, button in enumerate(button for way in ways for button in way.buttons)
    )
    notes = tuple(note for way in ways for note in way.notes)
    asides = tuple(aside for way in ways for aside in way.asides)
    if acts_for_one:
        return Ways(
            buttons, notes, (*asides, Aside("Other ways to respond", f"{respond_url}ways/"))
        )
    join = Aside("Find your organisation", reverse("membership:join"))
    if not buttons:
        return Ways((Button("Respond", respond_url),), (may_respond.reason,), (join,))
    return Ways(buttons, notes, (*asides, join))


def _for_speaker(speaker: Speaker) -> Ways:
    act = "Replace the response" if speaker.has_responded else "Respond"
    if speaker.has_draft:
        act = "Continue the response"
    button = Button(f"{act} for {speaker.name}", speaker.form_page)
    return Ways(
        (button,) if speaker.may_respond else (),
        (
            *((f"{capfirst(speaker.name)} has responded.",) if speaker.has_responded else ()),
            *((f"There is an unfinished draft for {speaker.name}.",) if speaker.has_draft else ()),
            *(() if speaker.may_respond else (speaker.may_respond.reason,)),
        ),
        (Aside(f"Read the response of {speaker.name}", speaker.sent_page),)
        if speaker.has_responded
        else (),
    )
