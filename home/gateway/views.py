"""Find help, ask, confirm; and the enquiries of a person: those they sent, and those their organisations got."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from allauth.core import ratelimit

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.http import takes_form
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import RuleBroken
from assembly.membership.classification import Need
from assembly.membership.models import Organisation
from home.contact.models import new_reference
from home.library.selectors import resources_for

from . import rules, selectors, services
from .forms import AnswerForm, AskForm, FindForm
from .models import Enquiry

TOO_MANY = "Several enquiries came from this computer or this address already. Wait an hour, or telephone us."


@require_safe
def find_help(request: HttpRequest) -> HttpResponse:
    """Every need; and once one is chosen, who helps with it and what there is to read."""
    form = FindForm(request.GET)
    chosen = form.chosen()
    context = {"form": form, "needs": selectors.needs()}
    if "need" in chosen:
        context |= {
            "need": Need(chosen["need"]),
            "offers": selectors.offers_for(chosen),
            "resources": resources_for(chosen["need"]),
        }
    return render(request, "home/gateway/find_help.html", context)


@takes_form
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an infrastructure organisation."""
    organisation = get_object_or_404(
        Organisation.objects.public().filter(infrastructure=True), slug=slug
    )
    if not organisation.offers.exists():
        raise Http404("This organisation offers no help here.")
    user = request.user if isinstance(request.user, User) else None
    form = AskForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        user=user,
        initial={"need": request.GET.get("need", "")},
    )
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return redirect("home:enquiry_confirm", new_reference())
    if form.is_valid() and not ratelimit.consume(
        request, action="enquiry", key=form.instance.email.lower()
    ):
        form.add_error(None, TOO_MANY)
    if form.is_valid():
        try:
            enquiry = services.ask(form.instance, by=user)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            if user:
                messages.success(
                    request,
                    f"Your enquiry is with {organisation}. Its number is {enquiry.reference}.",
                )
                return redirect(enquiry)
            return redirect("home:enquiry_confirm", enquiry.reference)
    return render(
        request,
        "home/gateway/ask.html",
        {"form": form, "organisation": organisation, "breadcrumbs": [_up()]},
    )


@takes_form
def enquiry_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the mailed code."""
    form = OneTimeCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enquiry = services.confirm(reference, form.cleaned_data["code"])
        except RuleBroken as refusal:
            form.add_error("code", str(refusal))
        else:
            return render(request, "home/gateway/sent.html", {"enquiry": enquiry})
    return render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Confirm your enquiry",
            "intro": "We have mailed you a code. Your enquiry goes to the organisation as soon as you enter it here.",
            "button": "Confirm",
            "breadcrumbs": [_up()],
        },
    )


@require_safe
@login_required
def enquiry_list(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    received = [(one, one.days_waiting(now)) for one in selectors.received(request.user)[:100]]
    return render(
        request,
        "home/gateway/enquiry_list.html",
        {
            "received": received,
            "sent": selectors.sent(request.user)[:100],
            "breadcrumbs": [("My Assembly", reverse("membership:my"))],
        },
    )


@takes_form
@login_required
def enquiry(request: SignedInRequest, reference: str) -> HttpResponse:
    """Read an enquiry; a lead of the organisation that has it answers it or hands it on."""
    found = get_object_or_404(
        Enquiry.objects.readable_by(request.user).select_related("organisation"),
        reference=reference,
    )
    leads = Enquiry.objects.to_leads(request.user).filter(pk=found.pk).exists()
    waits = leads and found.state == Enquiry.State.WAITING
    anothers = rules.is_anothers(found, request.user)
    handing_on = request.POST.get("act") == "hand on"
    form = AnswerForm(request.POST if request.method == "POST" and not handing_on else None)
    try:
        if request.method == "POST" and handing_on:
            services.hand_on(found, by=request.user)
            messages.success(
                request, "The Support Unit has it now, and finds somebody who can help."
            )
            return redirect("home:enquiry_list")
        if form.is_valid():
            services.answer(found, form.cleaned_data["answer"], by=request.user)
            messages.success(request, f"Your answer to {found.reference} is on its way.")
            return redirect("home:enquiry_list")
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    return render(
        request,
        "home/gateway/enquiry.html",
        {
            "enquiry": found,
            "form": form if waits and anothers else None,
            "why_not": anothers.reason if waits else "",
            "leads": leads,
            "breadcrumbs": [
                ("My Assembly", reverse("membership:my")),
                ("Enquiries", reverse("home:enquiry_list")),
            ],
        },
    )


def _up() -> tuple[str, str]:
    return ("Find help", reverse("home:find_help"))
