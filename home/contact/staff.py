"""The Support Unit's screens for messages: what waits longest stands first."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import RuleBroken

from . import rules, services
from .forms import AnswerForm, HandForm, ListForm
from .models import ContactMessage

PER_PAGE = 30


@require_safe
@permission_required("home.answer_contact", raise_exception=True)
def message_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET or {"state": ContactMessage.State.WAITING})
    chosen = form.cleaned_data if form.is_valid() else {}
    found = ContactMessage.objects.filter(
        **{field: value for field, value in chosen.items() if value}
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    today = timezone.localdate()
    rows = [(message, _days(message, today), _is_late(message, today)) for message in page]
    return render(
        request, "home/staff/message_list.html", {"form": form, "page": page, "rows": rows}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("home.answer_contact", raise_exception=True)
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a message, and answer it, close it without an answer, or hand it to another office."""
    found = get_object_or_404(
        ContactMessage.objects.select_related("sender", "handled_by", "handed_by"), pk=pk
    )
    act = request.POST.get("act")
    closing = act == "close"
    answering = request.method == "POST" and act not in {"close", "hand"}
    form = AnswerForm(request.POST if answering else None)
    handing = HandForm(request.POST if act == "hand" else None, initial={"office": found.handed_to})
    try:
        if handing.is_valid():
            handed = services.hand_message(found, handing.cleaned_data["office"], by=request.user)
            where = handed.get_handed_to_display() if handed.handed_to else "the Support Unit"
            messages.success(request, f"The message {found.reference} is with {where} now.")
            return redirect("contact_staff:message", pk=pk)
        if request.method == "POST" and closing:
            services.close_message(found, by=request.user)
            messages.success(request, f"The message {found.reference} is closed.")
            return redirect("contact_staff:message_list")
        if form.is_valid():
            services.answer_message(found, answer=form.cleaned_data["answer"], by=request.user)
            messages.success(request, f"The answer to {found.reference} is on its way.")
            return redirect("contact_staff:message_list")
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("contact_staff:message", pk=pk)
    return render(
        request, "home/staff/message.html", {"message": found, "form": form, "handing": handing}
    )


def _days(message: ContactMessage, today: dt.date) -> int:
    return rules.working_days(timezone.localdate(message.received_at), today)


def _is_late(message: ContactMessage, today: dt.date) -> bool:
    waits = message.state == ContactMessage.State.WAITING and not message.handed_to
    return waits and rules.is_late(timezone.localdate(message.received_at), today)
