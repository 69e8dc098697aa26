"""The screens that withdraw a consultation and work out a window. Publishing is Wagtail's own workflow."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation
from assembly.consultations.window import FULL_IN_WORDS
from assembly.core.acting import act_by_form, form_of, sent
from assembly.core.http import screen, takes_form

from . import services, working_out
from .forms import WindowForm, WithdrawalForm

TAKES_TWO = (
    f"The window is shorter than {FULL_IN_WORDS} and no reason is given, so this waits for two members of the Assembly "
    "Board: one to ask for publishing without a reason, another to publish. They may send it back and ask for a reason."
)


@screen(services.MAY_PUBLISH)
def consultation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the public reason, and withdraw."""
    consultation = get_object_or_404(Consultation.objects.running().select_related("page"), pk=pk)
    form = form_of(request, WithdrawalForm)
    return act_by_form(
        request,
        form,
        lambda: services.withdraw_consultation(
            consultation, reason=form.cleaned_data["reason"], by=request.user
        ),
        f"“{consultation}” is withdrawn.",
        redirect("wagtailadmin_pages:edit", consultation.page.pk),
    ) or render(
        request,
        "consultations/staff/consultation_withdraw.html",
        {"consultation": consultation, "form": form},
    )


@takes_form
def window(request: SignedInRequest) -> HttpResponse:
    """What two days amount to. It keeps nothing, so it answers the editor's button and its script alike."""
    form = WindowForm(sent(request) or request.GET or None)
    found = None
    if form.is_valid():
        found = working_out.worked_out(
            form.cleaned_data["opens_on"],
            form.cleaned_data["closes_on"],
            on=timezone.localdate(),
        )
    is_fragment = "fragment" in request.GET
    page = "window_facts" if is_fragment else "window"
    return render(
        request,
        f"consultations/publishing/{page}.html",
        {
            "form": form,
            "facts": found if isinstance(found, working_out.Facts) else None,
            "refusal": getattr(found, "reason", ""),
        },
    )
