"""The contact page, and the pages where people write to a person whose address we do not show."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts import limits
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.acting import Button, act_by_button, act_by_form, form_of, sent
from assembly.core.http import takes_form
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.own_pages import own_address
from assembly.core.references import REFERENCE_LETTERS, new_reference
from assembly.core.rules import ALLOWED
from assembly.membership.views.access import MY
from assembly.partners.models import Seat
from forums.models import Group

from . import fair, recipients, services, writing
from .forms import ContactForm, WriteForm
from .models import ContactMessage
from .rules import CODES_A_DAY

CODE_WENT_TO = (
    "message_code_went_to"  # in the session: the number of the last message, and the address
)
CODE_SENT_AGAIN = (
    "If your message still waits for a code, we have mailed another one. Only the latest code works. "
    f"We mail at most {CODES_A_DAY} codes to an address in a day."
)
REFERENCE = re.compile(f"[{REFERENCE_LETTERS}]{{1,12}}")


@takes_form
def contact(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form on the page of this context; sent and in order, take the message in."""
    user = _signed_in(request)
    if sent(request) is None:
        received = request.GET.get("received", "")
        if REFERENCE.fullmatch(received):
            return TemplateResponse(
                request, "home/contact_received.html", {**context, "reference": received}
            )
        form = ContactForm(user=user, initial=_asked_about(request))
        return TemplateResponse(request, "home/contact_page.html", {**context, "form": form})
    form = form_of(request, ContactForm, user=user)
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return _received(request, new_reference())

    def receive() -> ContactMessage:
        limits.consume_of_sender(request, "contact", form.cleaned_data["email"]).enforce()
        return services.receive_message(form.instance, by=user)

    return act_by_form(
        request, form, receive, "", lambda made: _received(request, made.reference)
    ) or TemplateResponse(request, "home/contact_page.html", {**context, "form": form})


def _received(request: HttpRequest, reference: str) -> HttpResponse:
    """To another page, so that a reloaded page sends nothing again."""
    return redirect(f"{request.path}?received={reference}")


def to_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the holder of a seat."""
    today = timezone.localdate()
    seat = get_object_or_404(Seat.objects.existing(today).select_related("partnership"), pk=pk)
    return _write(
        request,
        ContactMessage(seat=seat, topic=ContactMessage.Topic.REPRESENTATIVE),
        recipients.of_seat(seat, today),
        [
            ("Who speaks for us", reverse("partners:representatives")),
            (seat.partnership.name, seat.partnership.get_absolute_url()),
        ],
    )


def to_group(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to the convenor of a group."""
    group = get_object_or_404(
        Group.objects.filter(page__live=True).prefetch_related("terms"), slug=slug
    )
    return _write(
        request,
        ContactMessage(group=group, topic=ContactMessage.Topic.CONVENOR),
        recipients.of_group(group, timezone.localdate()),
        [(group.name, group.get_absolute_url())],
    )


def _write(
    request: HttpRequest,
    message: ContactMessage,
    recipient: recipients.Recipient,
    breadcrumbs: list[tuple[str, str]],
) -> HttpResponse:
    """The form for both. A person who may not write sees why instead of the form."""
    user = _signed_in(request)
    context = {"recipient": recipient, "breadcrumbs": breadcrumbs}
    received = request.GET.get("received", "")
    if sent(request) is None and REFERENCE.fullmatch(received):
        return render(request, "home/message_sent.html", {**context, "reference": received})
    now = timezone.now()
    ruling = fair.may_write(recipient, message.group, user, user.email, now) if user else ALLOWED
    contested = not user and fair.is_contested(recipient, message.group, now)
    form = form_of(request, WriteForm, user=user, instance=message, contested=contested)
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return _to_confirm(request, new_reference(), form.data.get("email", ""))

    def send() -> ContactMessage:
        limits.consume_of_sender(request, "contact", form.instance.email).enforce()
        return writing.write(form.instance, by=user)

    def then(made: ContactMessage) -> HttpResponse:
        if made.state != ContactMessage.State.UNCONFIRMED:
            return _received(request, made.reference)
        return _to_confirm(request, made.reference, made.email)

    return act_by_form(request, form, send, "", then) or render(
        request, "home/write.html", {**context, "form": form, "why_not": ruling.reason}
    )


def _to_confirm(request: HttpRequest, reference: str, email: str) -> HttpResponse:
    request.session[CODE_WENT_TO] = (reference, email)
    return redirect("home:message_confirm", reference)


def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the mailed code, or have another one mailed."""
    form = form_of(request, OneTimeCodeForm, button="")

    def then(message: ContactMessage) -> HttpResponse:
        request.session.pop(CODE_WENT_TO, None)
        return render(
            request,
            "home/message_sent.html",
            {
                "reference": message.reference,
                "recipient": writing.recipient_of(message, timezone.localdate()),
            },
        )

    def again() -> None:
        limits.consume(request, "contact", f"code {reference}").enforce()
        writing.send_code_again(reference)

    return act_by_button(
        request,
        {
            "": Button(
                lambda: writing.confirm(reference, form.cleaned_data["code"]),
                "",
                then,
                form,
                "code",
            ),
            "again": Button(again, CODE_SENT_AGAIN, redirect("home:message_confirm", reference)),
        },
    ) or render(
        request,
        "home/message_confirm.html",
        {"form": form, "went_to": _code_went_to(request, reference)},
    )


def _code_went_to(request: HttpRequest, reference: str) -> str:
    """The address, for the browser in which the message was written. Anybody else could try out numbers."""
    kept, address = request.session.get(CODE_WENT_TO, ("", ""))
    return address if kept == reference else ""


@require_safe
@login_required
def to_me(request: SignedInRequest, reference: str) -> HttpResponse:
    """A message to this person. Everybody else gets “not found”."""
    found = get_object_or_404(
        ContactMessage.objects.filter(passed_to=request.user).select_related(
            "seat__partnership", "group"
        ),
        reference=reference,
    )
    return render(request, "home/message_to_me.html", {"message": found, "breadcrumbs": [MY]})


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _asked_about(request: HttpRequest) -> dict[str, str]:
    return {
        "topic": request.GET.get("topic", ""),
        "page": own_address(request.GET.get("about", "")),
    }
