"""The screens of hidden texts, for the Support Unit and the Assembly Board."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wagtail.models import Page

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.hiding.models import HiddenText
from assembly.core.hiding.selectors import is_hidden
from assembly.core.http import screen

from . import rules, services
from .forms import HideForm

PER_PAGE = 50
may_do = screen(rules.MAY_HIDE)


@require_safe
@may_do
def hidden_text_list(request: HttpRequest) -> HttpResponse:
    found = HiddenText.objects.select_related("page", "hidden_by", "confirmed_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    now = timezone.now()
    lines = [(hidden, hidden.is_in_force(now)) for hidden in page]
    return render(
        request, "home/hiding/staff/hidden_text_list.html", {"page": page, "lines": lines}
    )


@may_do
def text_hide(request: SignedInRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Page.objects.live(), pk=pk)
    form = form_of(request, HideForm)
    if answer := act_by_form(
        request,
        form,
        lambda: services.hide_text(page, form.cleaned_data["reason"], by=request.user),
        f"The text of “{page.title}” is hidden now.",
        redirect,
    ):
        return answer
    now, last = timezone.now(), HiddenText.objects.filter(page=page).first()
    ruling = rules.may_hide(page, request.user, now, is_hidden=is_hidden(page.pk, now), last=last)
    return render(
        request,
        "home/hiding/staff/text_hide.html",
        {"page": page, "form": form, "may_hide": ruling},
    )


@may_do
def hidden_text(request: SignedInRequest, pk: int) -> HttpResponse:
    hidden = get_object_or_404(HiddenText.objects.select_related("page"), pk=pk)
    now = timezone.now()
    return act_by_button(
        request,
        {
            "confirm": Button(
                lambda: services.confirm_hiding(hidden, by=request.user),
                "Confirmed. The text stays hidden until one of you shows it again.",
                redirect(hidden),
            ),
            "show": Button(
                lambda: services.show_again(hidden, by=request.user),
                "The text is shown again.",
                redirect(hidden),
            ),
        },
    ) or render(
        request,
        "home/hiding/staff/hidden_text.html",
        {
            "hidden": hidden,
            "in_force": hidden.is_in_force(now),
            "may_confirm": rules.may_confirm(hidden, request.user, now),
            "may_show_again": rules.may_show_again(hidden, request.user, now),
        },
    )
