"""The box below the title of an open consultation: how long is left, and the button to respond."""

from dataclasses import dataclass

from django.urls import reverse

from assembly.core.act_box import Aside, Button
from assembly.core.rules import Ruling
from assembly.membership.models import Organisation


@dataclass(frozen=True, slots=True)
class Ways:
    """What one reader can do now, and why not."""

    buttons: tuple[Button, ...] = ()
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def for_visitor(respond_url: str) -> Ways:
    """A visitor who is signed out signs in first, and lands on the form."""
    sign_in = reverse("account_login", query={"next": respond_url})
    join = Aside("No account? Find your organisation", reverse("membership:join"))
    return Ways((Button("Sign in to respond", sign_in),), asides=(join,))


def for_person(
    organisation: Organisation | None,
    may_respond: Ruling,
    respond_url: str,
    *,
    has_responded: bool,
) -> Ways:
    if organisation is None:
        join = Aside("Find your organisation", reverse("membership:join"))
        return Ways(notes=(may_respond.reason,), asides=(join,))
    act = "Replace the response" if has_responded else "Respond"
    return Ways(
        (Button(f"{act} for {organisation}", respond_url),) if may_respond else (),
        (
            *((f"{organisation} has responded.",) if has_responded else ()),
            *(() if may_respond else (may_respond.reason,)),
        ),
        (Aside("Read the response", f"{respond_url}sent/"),) if has_responded else (),
    )
