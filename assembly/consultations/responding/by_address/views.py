"""Answering without an account: who, the mailed code, finishing; and the mailed link."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.accounts import limits
from assembly.consultations.answering.withdrawing import rules as consent_rules
from assembly.consultations.answering.withdrawing import services as withdrawing
from assembly.consultations.answering.withdrawing.views import GIVEN_BACK, WITHDRAWN
from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Consultation, Response
from assembly.consultations.rules import is_taking_responses
from assembly.core.acting import (
    Button,
    act_by_button,
    act_by_form,
    act_if_sent,
    form_of,
    say_no,
    sent,
)
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.mailed_codes.rules import wrong
from assembly.core.rules import RuleBroken

from . import codes, copies, erasing, links, rules, session
from .forms import AddressForm, WhoForm, known

CODE_SENT_AGAIN = (
    "If this address can respond, we have mailed another code. Only the latest code works. "
    f"We mail at most {rules.CODES_A_DAY} codes to an address in a day."
)
LINK_SENT_AGAIN = (
    "If we have a response to this consultation from that address, we have mailed the link to it. Look in your "
    "spam or junk mail too."
)
FINISHED = (
    "You have finished. Nobody can see or change your response from this browser any more. To come back to it, use "
    "the link we mailed you, or ask for a code again."
)


@never_cache
def respond_by_address(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Who answers, and the address that a code goes to."""
    consultation = published(body, slug)
    now = timezone.now()
    if not (ruling := is_taking_responses(consultation, at=now)):
        return say_no(request, ruling.reason, _instead(consultation, now))
    if session.confirmed(request, consultation, now) and sent(request) is None:
        return redirect("consultations:respond_as_confirmed", body, slug)
    form = form_of(
        request, WhoForm, initial=known(request, session.code_went_to(request, consultation))
    )
    to_the_code = redirect("consultations:response_code", body, slug)
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return to_the_code

    def ask() -> None:
        who = form.who(consultation.pk)
        limits.consume_of_sender(request, "response", who.address).enforce()
        codes.mail_code(consultation, who.address)
        session.remember_code(request, who)

    return act_by_form(request, form, ask, "", to_the_code) or render(
        request,
        "consultations/by_address/who.html",
        {"form": form, "consultation": consultation},
    )


@never_cache
def response_code(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """Type the mailed code, or have another one mailed."""
    consultation = published(body, slug)
    now = timezone.now()
    if not (ruling := is_taking_responses(consultation, at=now)):
        return say_no(request, ruling.reason, consultation)
    asked = session.code_went_to(request, consultation)
    form = form_of(request, OneTimeCodeForm, button="")

    def confirm() -> None:
        if asked is None:
            raise RuleBroken(wrong(rules.RESPONSE_CODE).reason)
        codes.check_code(consultation, asked.address, form.cleaned_data["code"])
        session.let_in(request, asked, timezone.now())

    def again() -> None:
        if asked:
            limits.consume_of_sender(request, "response", asked.address).enforce()
            codes.mail_code(consultation, asked.address, again=True)

    return act_by_button(
        request,
        {
            "": Button(
                confirm,
                "",
                redirect("consultations:respond_as_confirmed", body, slug),
                form,
                "code",
            ),
            "again": Button(
                again, CODE_SENT_AGAIN, redirect("consultations:response_code", body, slug)
            ),
        },
    ) or render(
        request,
        "consultations/by_address/code.html",
        {"form": form, "consultation": consultation, "went_to": asked.address if asked else ""},
    )


@never_cache
def response_link_again(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """For somebody who has lost the mail: the link once more, to the address that the response came from."""
    consultation = published(body, slug)
    form = form_of(request, AddressForm)

    def ask() -> None:
        address = form.cleaned_data["email"]
        limits.consume_of_sender(request, "response", address).enforce()
        copies.mail_link(consultation, address)

    return act_by_form(request, form, ask, LINK_SENT_AGAIN, redirect(consultation)) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Find your response",
            "caption": consultation,
            "intro": "If you responded with your e-mail address, we can mail you the link to your response again. With "
            "it you read your response; while the consultation is open you replace it or take it back, and after that "
            "you can have it erased.",
            "button": "Mail me the link",
            "cancel_url": consultation.get_absolute_url(),
            "cancel_label": "Back to the consultation",
        },
    )


@never_cache
def response_finish(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """On a computer that others use: the browser forgets the address at once."""
    consultation = published(body, slug)
    return act_if_sent(
        request, lambda: session.finish(request), FINISHED, redirect(consultation)
    ) or render(
        request, "consultations/by_address/finish_page.html", {"consultation": consultation}
    )


@never_cache
def response_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail with the copy: replace the response or take it back; after the close erase it. GET never acts."""
    response = links.read(token)
    if response is None or response.kind not in rules.BY_ADDRESS:
        raise Http404("This link does not work: it was mistyped, or the response has been deleted.")
    consultation = response.consultation
    here = redirect("consultations:response_link", token)

    def replace() -> None:
        now = timezone.now()
        rules.may_be_replaced(response, at=now).enforce()
        session.let_in(
            request,
            session.who(consultation, response.kind, response.address, response.name),
            now,
        )

    return act_by_button(
        request,
        {
            "replace": Button(
                replace,
                "",
                redirect("consultations:respond_as_confirmed", *codes.slugs_of(consultation)),
            ),
            "stop": Button(
                lambda: erasing.take_back(response),
                "You have taken your response back. Your words and your address are deleted.",
                here,
            ),
            "erase": Button(
                lambda: erasing.erase(response),
                "Your words, your name and your address are erased.",
                here,
            ),
            "withdraw": Button(lambda: withdrawing.withdraw_consent(response), WITHDRAWN, here),
            "give-back": Button(lambda: withdrawing.give_consent_back(response), GIVEN_BACK, here),
        },
    ) or _link_page(request, response)


def _link_page(request: HttpRequest, response: Response) -> HttpResponse:
    now = timezone.now()
    is_gone = bool(response.stopped_at or response.erased_at or response.forgotten_at)
    consent = "" if is_gone else response.current.consent
    return render(
        request,
        "consultations/by_address/link.html",
        {
            "response": response,
            "consultation": response.consultation,
            "may_be_replaced": rules.may_be_replaced(response, at=now),
            "may_be_taken_back": rules.may_be_taken_back(response, at=now),
            "may_be_erased": rules.may_be_erased(response, at=now),
            "may_withdraw": consent_rules.may_be_withdrawn(response, consent, at=now),
            "may_give_back": consent_rules.may_be_given_back(response, consent, at=now),
            "is_gone": is_gone,
            "said": [] if is_gone else said_in(response.current),
        },
    )


def _instead(consultation: Consultation, now: dt.datetime) -> HttpResponse:
    """From a consultation that takes no responses: to one's own, once there can be one."""
    window = consultation.window
    if window is None or timezone.localdate(now) < window.opens_on:
        return redirect(consultation)
    return redirect("consultations:response_link_again", *codes.slugs_of(consultation))


def published(body: str, slug: str) -> Consultation:
    return get_object_or_404(
        Consultation.objects.published().select_related("page", "body__page"),
        body__page__slug=body,
        page__slug=slug,
    )
