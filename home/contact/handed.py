"""A message that the Support Unit handed to another office, for whoever holds that office."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts import offices
from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, Then, act_by_button, form_of

from . import services
from .cases import may_be_a_case
from .forms import AnswerForm
from .models import ContactMessage


@login_required
def handed_message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it, and answer or close it. To those whose office it was not handed to, it is not there."""
    held = offices.held_by(request.user)
    found = get_object_or_404(ContactMessage.objects.handed_to(held), pk=pk)
    form = form_of(request, AnswerForm, button="answer")
    buttons = answer_or_close(request, found, form, redirect("home:handed_message", pk))
    return act_by_button(request, buttons) or render(
        request,
        "home/handed_message.html",
        {"message": found, "form": form, "may_be_a_case": may_be_a_case(found)},
    )


def answer_or_close(
    request: SignedInRequest, found: ContactMessage, form: AnswerForm, then: Then
) -> dict[str, Button]:
    """What every office does with a message that is its own to see to."""
    return {
        "answer": Button(
            lambda: services.answer_message(
                found, answer=form.cleaned_data["answer"], by=request.user
            ),
            f"The answer to {found.reference} is on its way.",
            then,
            form,
        ),
        "close": Button(
            lambda: services.close_message(found, by=request.user),
            f"The message {found.reference} is closed.",
            then,
        ),
    }
