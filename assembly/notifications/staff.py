"""The Support Unit's screens: what became of each mail, and sending again what did not arrive."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen

from . import kinds, rules, selectors, services
from .forms import CorrectedAddressForm, MailFilterForm
from .kinds import Category
from .models import Email

PER_PAGE = 50
FAILING_SHOWN = 100


@require_safe
@screen("notifications.follow_mail")
def mail_list(request: HttpRequest) -> HttpResponse:
    form = MailFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = selectors.mail_seen_by_staff().select_related("user").order_by("-written_on", "id")
    if state := chosen.get("state"):
        found = found.filter(state=state)
    if category := chosen.get("category"):
        found = found.filter(kind__in=[kind.name for kind in kinds.in_category(Category(category))])
    page = Paginator(found.defer("text", "html"), PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "notifications/staff/mail_list.html",
        {
            "form": form,
            "page": page,
            "counts": selectors.mail_by_state(),
            "failing": selectors.failing_addresses()[:FAILING_SHOWN],
        },
    )


@screen("notifications.follow_mail")
def mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One mail: what became of it, and two ways to send it again. Its words are not shown: they are for its reader."""
    found = get_object_or_404(selectors.mail_seen_by_staff().select_related("user"), pk=pk)
    form = form_of(request, CorrectedAddressForm, button="correct")

    def said(again: Email) -> str:
        return f"The mail is being sent again, to {again.address}."

    def every(_: object) -> HttpResponse:
        return redirect("mail_staff:mail_list")

    return act_by_button(
        request,
        {
            "again": Button(lambda: services.send_again(found, by=request.user), said, every),
            "correct": Button(
                lambda: services.correct_address(
                    found, form.cleaned_data["address"], by=request.user
                ),
                said,
                every,
                form,
            ),
        },
    ) or render(
        request,
        "notifications/staff/mail.html",
        {
            "mail": found,
            "form": form,
            "category": _category_of(found),
            "again": rules.may_be_sent_again(found),
            "redirect": rules.may_be_redirected(found, has_account=selectors.has_account(found)),
            "goes_to": selectors.address_of(found),
        },
    )


def _category_of(email: Email) -> str:
    kind = kinds.kinds.get(email.kind)
    return kind.category.label if kind else ""
