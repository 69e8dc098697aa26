"""The ways in which a consultation can be answered, for somebody who speaks for no organisation or group."""

from dataclasses import dataclass

from django.urls import reverse

from assembly.consultations.models import Consultation
from assembly.membership.http import VisitorRequest

from .desk import start_of
from .who import speakers


@dataclass(frozen=True, slots=True)
class Way:
    """Who it is for, what they do, and where that begins."""

    heading: str
    text: str
    url: str = ""
    label: str = ""


def for_reader(request: VisitorRequest, consultation: Consultation) -> list[Way]:
    start = start_of(consultation)
    spoken_for = [
        Way(f"For {one.name}", one.may_respond.reason, one.form_page, f"Respond for {one.name}")
        if one.may_respond
        else Way(f"For {one.name}", one.may_respond.reason)
        for one in speakers(consultation, request.user, request.acting)
    ]
    return [
        *(spoken_for or [_for_member(start, is_signed_in=request.user.is_authenticated)]),
        Way(
            "As yourself, or for an organisation that is not a member",
            "You do not need an account. We send a code to your e-mail address, so that each address responds once.",
            by_address(start),
            "Respond with your e-mail address",
        ),
        Way(
            "For a group of the Assembly",
            "The convenor signs in, sends what the group has agreed, and names the organisations that agreed.",
        ),
        Way(
            "On paper",
            "Print the questions, write your answers and send them to the Support Unit before the consultation closes. "
            "They count like answers sent online.",
            on_paper(start),
            "Questions to print",
        ),
    ]


def by_address(start: str) -> str:
    return f"{start}yourself/"


def on_paper(start: str) -> str:
    return start.removesuffix("respond/") + "questions/"


def _for_member(start: str, *, is_signed_in: bool) -> Way:
    heading = "For a member organisation"
    if is_signed_in:
        return Way(
            heading,
            "You do not act for an organisation yet. Find yours, and ask to act for it.",
            reverse("membership:join"),
            "Find your organisation",
        )
    return Way(
        heading,
        "Sign in. Everybody who acts for the organisation sees its draft, and can send or replace its response.",
        reverse("account_login", query={"next": start}),
        "Sign in to respond for your organisation",
    )
