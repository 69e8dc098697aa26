"""The screens on which the public words of a case are hidden, for the Support Unit and the Assembly Board."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.cases.standing import standing
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.hiding import rules as hiding
from assembly.core.http import screen

from . import rules, selectors, services
from .forms import HideForm

PER_PAGE = 50
MAY_HIDE = hiding.MAY_HIDE
may_do = screen(MAY_HIDE)


@require_safe
@may_do
def case_list(request: HttpRequest) -> HttpResponse:
    found = selectors.listed(timezone.now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "compact/cases/staff/hiding_list.html", {"page": page})


@may_do
def case(request: SignedInRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    found = selectors.listed(now).filter(reference=reference).first()
    if found is None:
        raise Http404
    hidden = selectors.hiding_of(found, now)
    form = form_of(request, HideForm, button="hide")
    here = redirect("compact_case_hiding:case", reference)
    buttons = {
        "hide": Button(
            lambda: services.hide(found, form.cleaned_data["reason"], by=request.user),
            "Hidden. Somebody else of the Support Unit or the Assembly Board has to confirm it.",
            here,
            form,
        )
    }
    if hidden:
        buttons["confirm"] = Button(
            lambda: services.confirm(hidden, by=request.user), "Confirmed. They stay hidden.", here
        )
        buttons["show"] = Button(
            lambda: services.show_again(hidden, by=request.user), "Shown again.", here
        )
    who = standing(found, request.user, timezone.localdate(now))
    without_interest = rules.has_no_interest(who)
    return act_by_button(request, buttons) or render(
        request,
        "compact/cases/staff/hiding.html",
        {
            "case": found,
            "hidden": hidden,
            "form": form,
            "may_hide": rules.may_hide(
                who,
                request.user,
                now,
                is_listed=True,
                is_hidden=hidden is not None,
                last=selectors.last_of(found),
            ),
            "may_confirm": without_interest
            and (hidden and hiding.may_confirm(hidden, request.user, now)),
            "may_show_again": without_interest
            and (hidden and hiding.may_show_again(hidden, request.user, now)),
            "interest": without_interest,
        },
    )
