"""The Support Unit's screens for messages: what waits longest stands first."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.http import screen

from . import rules, services
from .cases import may_be_a_case
from .forms import AnswerForm, HandForm, ListForm
from .handed import answer_or_close
from .models import ContactMessage, ContactMessageQuerySet

PER_PAGE = 30


@require_safe
@screen("home.answer_contact")
def message_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET or {"state": ContactMessage.State.WAITING})
    chosen = form.cleaned_data if form.is_valid() else {}
    found = _found({field: value for field, value in chosen.items() if value})
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    today, days = timezone.localdate(), working_days()
    rows = [
        (message, _waits(message, today, days), _is_late(message, today, days)) for message in page
    ]
    return render(
        request, "home/staff/message_list.html", {"form": form, "page": page, "rows": rows}
    )


@screen("home.answer_contact")
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a message, and answer it, close it without an answer, or hand it to another office.

    What went to a person opens with its number alone, and that it was read is kept.
    """
    found = get_object_or_404(
        ContactMessage.objects.open_to_support_unit(_typed(request)).select_related(
            "sender", "handled_by", "handed_by", "seat__partnership", "group"
        ),
        pk=pk,
    )
    if found.is_passed_on:
        services.note_look(found, by=request.user)
    form = form_of(request, AnswerForm, button="answer")
    handing = form_of(request, HandForm, button="hand", initial={"office": found.handed_to})

    def with_whom(handed: ContactMessage) -> str:
        where = handed.get_handed_to_display() if handed.handed_to else "the Support Unit"
        return f"The message {found.reference} is with {where} now."

    buttons = {
        **answer_or_close(request, found, form, lambda _: redirect("contact_staff:message_list")),
        "hand": Button(
            lambda: services.hand_message(found, handing.cleaned_data["office"], by=request.user),
            with_whom,
            redirect("contact_staff:message", pk=pk),
            handing,
        ),
    }
    return act_by_button(request, buttons) or render(
        request,
        "home/staff/message.html",
        {
            "message": found,
            "form": form,
            "handing": handing,
            "may_be_a_case": may_be_a_case(found),
        },
    )


def _found(chosen: dict[str, str]) -> ContactMessageQuerySet:
    """By a number that somebody quotes, what went to a person too: it may be abuse."""
    if number := chosen.pop("reference", "").strip().upper():
        return ContactMessage.objects.open_to_support_unit(number).filter(reference=number)
    return ContactMessage.objects.for_support_unit().filter(**chosen)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("reference", "").strip().upper()


def _waits(message: ContactMessage, today: dt.date, days: WorkingDays) -> int:
    return days.between(timezone.localdate(message.received_at), today)


def _is_late(message: ContactMessage, today: dt.date, days: WorkingDays) -> bool:
    waits = message.state == ContactMessage.State.WAITING and not message.handed_to
    return waits and rules.is_late(timezone.localdate(message.received_at), today, days)
