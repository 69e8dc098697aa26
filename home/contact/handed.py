"""A message that the Support Unit handed to another office, for whoever holds that office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts import offices
from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import services
from .forms import AnswerForm
from .models import ContactMessage


@takes_form
@login_required
def handed_message(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it, and answer or close it. To those whose office it was not handed to, it is not there."""
    held = offices.held_by(request.user)
    found = get_object_or_404(ContactMessage.objects.handed_to(held), pk=pk)
    closing = request.POST.get("act") == "close"
    form = AnswerForm(request.POST if request.method == "POST" and not closing else None)
    try:
        if request.method == "POST" and closing:
            services.close_message(found, by=request.user)
            messages.success(request, f"The message {found.reference} is closed.")
            return redirect("home:handed_message", pk)
        if form.is_valid():
            services.answer_message(found, answer=form.cleaned_data["answer"], by=request.user)
            messages.success(request, f"The answer to {found.reference} is on its way.")
            return redirect("home:handed_message", pk)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("home:handed_message", pk)
    return render(request, "home/handed_message.html", {"message": found, "form": form})
