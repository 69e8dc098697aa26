"""The Support Unit's screens for signatures in the Wagtail admin; the Compact Board reads them."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import Edition, Signature, SignatureException
from assembly.core.acting import Button, act_by_button, act_by_form, form_of, say_no, sent
from assembly.core.http import screen
from assembly.core.key_pages import key_page

from . import rules, selectors, services
from .forms import CorrectForm, EndForm, EnterForm, ExceptionForm, ListForm

PER_PAGE = 50
MAY_SEE = "compact.view_signature"
MAY_ENTER = "compact.add_signature"
MAY_CHANGE = "compact.change_signature"
MAY_EXCEPT = "compact.change_signatureexception"


@require_safe
@screen(MAY_SEE)
def signature_list(request: HttpRequest) -> HttpResponse:
    form, today = ListForm(request.GET), timezone.localdate()
    found = selectors.narrowed(selectors.listed(), form.held(), today)
    page = key_page(found, selectors.IN_PLACE, request.GET, per_page=PER_PAGE)
    return render(
        request, "compact/signatories/staff/list.html", {"page": page, "form": form, "on": today}
    )


@screen(MAY_ENTER)
def signature_enter(request: SignedInRequest) -> HttpResponse:
    ruling = rules.may_be_entered(is_adopted=Edition.objects.adopted().exists())
    if not ruling and sent(request) is None:
        return say_no(request, ruling.reason, "compact_signatories:signature_list")
    form = form_of(request, EnterForm)

    def enter() -> Signature:
        cleaned = form.cleaned_data
        return services.enter(
            cleaned["edition"],
            form.facts(),
            body=cleaned["body"],
            organisation=cleaned["organisation"],
            by=request.user,
        )

    return act_by_form(
        request,
        form,
        enter,
        lambda made: f"Signature of {made.name} entered. It is in the public list.",
        lambda made: redirect("compact_signatories:signature", made.pk),
    ) or render(request, "compact/signatories/staff/enter.html", {"form": form})


@screen(MAY_SEE)
def signature(request: SignedInRequest, pk: int) -> HttpResponse:
    """One signature: what is known of it; correct it while it holds, or end it."""
    found = get_object_or_404(selectors.listed(), pk=pk)
    may_change = request.user.has_perm(MAY_CHANGE) and bool(rules.may_be_corrected(found))
    champions = selectors.champions_for(found, timezone.localdate())
    form = form_of(request, CorrectForm, button="", signature=found, champions=champions)
    end = form_of(request, EndForm, button="end")
    here = redirect("compact_signatories:signature", pk)
    buttons = {
        "": Button(
            lambda: services.correct(found, form.facts(), by=request.user),
            "Signature corrected.",
            here,
            form,
        ),
        "end": Button(
            lambda: services.end(found, **end.cleaned_data, by=request.user),
            "Signature ended. It stays listed, with your reason.",
            here,
            end,
        ),
    }
    return act_by_button(request, buttons if may_change else {}) or render(
        request,
        "compact/signatories/staff/signature.html",
        {
            "signature": found,
            "facts": selectors.facts(found),
            "may_change": may_change,
            "form": form,
            "end": end,
        },
    )


@screen(MAY_EXCEPT)
def exception_list(request: SignedInRequest) -> HttpResponse:
    """Who did not sign with the others of their group; and another one."""
    form = form_of(request, ExceptionForm)
    listed = SignatureException.objects.select_related("edition", "organisation", "group")
    return act_by_form(
        request,
        form,
        lambda: services.except_from(form.listed(), by=request.user),
        lambda made: f"{made.name} is listed as an exception.",
        redirect("compact_signatories:exception_list"),
    ) or render(
        request,
        "compact/signatories/staff/exceptions.html",
        {"form": form, "exceptions": listed.order_by("-edition__number", "name")},
    )


@screen(MAY_EXCEPT)
def exception(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SignatureException, pk=pk)
    form = form_of(request, ExceptionForm, button="", instance=found)
    back = redirect("compact_signatories:exception_list")
    change = partial(services.except_from, exception=found, by=request.user)
    buttons = {
        "": Button(lambda: change(form.listed()), "Exception corrected.", back, form),
        "remove": Button(
            lambda: services.remove_exception(found, by=request.user), "Exception removed.", back
        ),
    }
    return act_by_button(request, buttons) or render(
        request, "compact/signatories/staff/exception.html", {"form": form, "exception": found}
    )
