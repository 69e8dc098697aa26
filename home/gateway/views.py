"""Find help, ask, confirm; and the enquiries of a person: those they sent, and those their organisations got."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts import limits
from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.references import new_reference
from assembly.membership.classification import Need
from assembly.membership.models import Organisation
from assembly.membership.views.access import MY
from home.library.selectors import cards, resources_for

from . import rules, selectors, services
from .forms import AnswerForm, AskForm, FindForm
from .models import Enquiry


@require_safe
def find_help(request: HttpRequest) -> HttpResponse:
    """Every need; and once one is chosen, who helps with it and what there is to read."""
    form = FindForm(request.GET)
    chosen = form.chosen()
    context = {"form": form, "needs": selectors.need_cards()}
    if "need" in chosen:
        context |= {
            "need": Need(chosen["need"]),
            "offers": selectors.offer_cards(chosen),
            "resources": cards(resources_for(chosen["need"])),
        }
    return render(request, "home/gateway/find_help.html", context)


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an infrastructure organisation."""
    organisation = get_object_or_404(
        Organisation.objects.public().filter(infrastructure=True), slug=slug
    )
    if not organisation.offers.exists():
        raise Http404("This organisation offers no help here.")
    user = request.user if isinstance(request.user, User) else None
    form = form_of(
        request,
        AskForm,
        organisation=organisation,
        user=user,
        initial={"need": request.GET.get("need", "")},
    )
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return redirect("home:enquiry_confirm", new_reference())

    def send() -> Enquiry:
        limits.consume_of_sender(request, "enquiry", form.instance.email).enforce()
        return services.ask(form.instance, by=user)

    return act_by_form(
        request,
        form,
        send,
        lambda made: (
            f"Your enquiry is with {organisation}. Its number is {made.reference}." if user else ""
        ),
        lambda made: redirect(made) if user else redirect("home:enquiry_confirm", made.reference),
    ) or render(
        request,
        "home/gateway/ask.html",
        {"form": form, "organisation": organisation, "breadcrumbs": [_up()]},
    )


def enquiry_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the mailed code."""
    form = form_of(request, OneTimeCodeForm)
    return act_by_form(
        request,
        form,
        lambda: services.confirm(reference, form.cleaned_data["code"]),
        "",
        lambda enquiry: render(request, "home/gateway/sent.html", {"enquiry": enquiry}),
        "code",
    ) or render(
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
            "breadcrumbs": [MY],
        },
    )


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
    form = form_of(request, AnswerForm, button="")

    def every(_: object) -> HttpResponse:
        return redirect("home:enquiry_list")

    return act_by_button(
        request,
        {
            "hand on": Button(
                lambda: services.hand_on(found, by=request.user),
                "We have passed it to the Support Unit, who will find somebody to help.",
                every,
            ),
            "": Button(
                lambda: services.answer(found, form.cleaned_data["answer"], by=request.user),
                f"Your answer to {found.reference} is on its way.",
                every,
                form,
            ),
        },
    ) or render(
        request,
        "home/gateway/enquiry.html",
        {
            "enquiry": found,
            "form": form if waits and anothers else None,
            "tried": form,
            "why_not": anothers.reason if waits else "",
            "leads": leads,
            "breadcrumbs": [
                MY,
                ("Enquiries", reverse("home:enquiry_list")),
            ],
        },
    )


def _up() -> tuple[str, str]:
    return ("Find help", reverse("home:find_help"))
