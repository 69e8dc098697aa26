"""A person's own list of what they were told, and how they want their mail."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.acting import act, act_by_form, form_of, sent

from . import choices_elsewhere, kinds, selectors, services, unsubscribing
from .forms import PreferencesForm
from .kinds import Category

SUBJECTS_PER_PAGE = 15
WAY_UP = [("My Assembly", reverse_lazy("membership:my"))]


@require_safe
@login_required
def notification_list(request: SignedInRequest) -> HttpResponse:
    every = Paginator(selectors.subjects_of(request.user), SUBJECTS_PER_PAGE)
    page = every.get_page(request.GET.get("page"))
    lines = selectors.lines_about(page, user=request.user)
    return render(
        request,
        "notifications/notification_list.html",
        {
            "page": page,
            "subjects": selectors.by_subject(lines),
            "failing": selectors.failing(request.user.email),
            "breadcrumbs": WAY_UP,
        },
    )


@require_POST
@login_required
def notification_read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark one line as read and go to what it is about."""
    notification = get_object_or_404(selectors.told(request.user), pk=pk)
    services.mark_read(notification)
    return redirect(notification.url or "notifications:notification_list")


@require_POST
@login_required
def notification_read_all(request: SignedInRequest) -> HttpResponse:
    return act(
        request,
        lambda: services.mark_all_read(request.user),
        lambda number: "All notifications are marked as read." if number else "",
        redirect("notifications:notification_list"),
    )


@login_required
def preferences(request: SignedInRequest) -> HttpResponse:
    """Choose, for each category, when its mails come."""
    chosen = selectors.choices_of(request.user)
    if not request.user.holds_office:
        chosen.pop(Category.OFFICE, None)
    form = form_of(request, PreferencesForm, chosen=chosen)
    return act_by_form(
        request,
        form,
        lambda: services.choose(request.user, form.choices()),
        "Your choice is saved.",
        redirect("notifications:preferences"),
    ) or render(
        request,
        "notifications/preferences.html",
        {
            "form": form,
            "always": kinds.without_choice(),
            "elsewhere": list(choices_elsewhere.pages),
            "failing": selectors.failing(request.user.email),
            "breadcrumbs": [*WAY_UP, ("Notifications", reverse("notifications:notification_list"))],
        },
    )


@csrf_exempt  # a mail program that unsubscribes has no page of ours; the signed token proves what it may do
@never_cache
def turn_off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn off what the link in a mail names, without signing in (RFC 8058).

    Asking shows a button: programs that look at every link of a mail must not unsubscribe anybody.
    """
    named = unsubscribing.read(token)
    user = User.objects.filter(pk=named[0], is_active=True).first() if named else None
    if named is None or user is None:
        return render(request, "notifications/turn_off_unknown.html", status=404)
    scope = named[1]
    posted = sent(request) is not None
    done = services.turn_off(user, scope) if posted else []
    return render(
        request,
        "notifications/turn_off.html",
        {
            "done": done,
            "posted": posted,
            "categories": unsubscribing.categories_of(scope),
        },
    )
