"""Getting e-mails about consultations with an address alone, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assembly.accounts import limits
from assembly.core.acting import act_by_form, act_if_sent, form_of, sent
from assembly.core.addresses import page_at
from assembly.core.http import key_in
from assembly.core.rules import RuleBroken

from . import selectors, services, things
from .forms import FollowForm
from .links import CONFIRM, STOP
from .rules import WITHIN_IN_WORDS

NOTHING_TO_FOLLOW = (
    "You cannot follow this: it is over, or it was never here. You can follow other consultations."
)
ASK = "consultations:follow"


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for e-mails about one thing, which the address names, or about what is chosen here."""
    now, code = timezone.now(), request.GET.get("to", "")
    if request.GET.get("sent"):
        return render(request, "consultations/following/sent.html", {"within": WITHIN_IN_WORDS})
    thing = things.of_code(code, now) if code else None
    user = request.user
    form = form_of(
        request,
        FollowForm,
        thing=thing,
        offered=None if thing else things.all_to_choose(timezone.localdate(now)),
        initial={"email": user.email} if user.is_authenticated else {},
    )
    answer = redirect(f"{reverse(ASK)}?sent=yes")
    if form.is_from_a_program:
        # It is told what a person is told, so that it learns nothing.
        return answer

    def ask() -> None:
        address = form.cleaned_data["email"]
        limits.consume_of_sender(request, "follow", address).enforce()
        services.ask_to_follow(address, form.chosen)

    return act_by_form(request, form, ask, "", answer) or render(
        request,
        "consultations/following/follow.html",
        {
            "form": form,
            "thing": thing,
            "gone": NOTHING_TO_FOLLOW if code and not thing else "",
            "within": WITHIN_IN_WORDS,
            "breadcrumbs": [("Consultations", page_at("consultations"))],
        },
    )


@never_cache
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address. Asking shows a button: programs that look at every link of a mail confirm nothing."""
    named = CONFIRM.read(token)
    follower = selectors.follower_of(named[0]) if named else None
    if named is None or follower is None:
        return _unknown(request)

    def confirm() -> None:
        if not services.confirm(follower, named[1]):
            raise RuleBroken(NOTHING_TO_FOLLOW)

    return act_if_sent(
        request,
        confirm,
        "Your e-mail address is confirmed.",
        redirect(STOP.path(follower.pk)),
        lambda refusal: _confirm_page(request, named[1], refusal),
    ) or _confirm_page(request, named[1])


def _confirm_page(request: HttpRequest, codes: str, refusal: str = "") -> HttpResponse:
    chosen = things.of_codes(codes.split(), timezone.now())
    return render(
        request,
        "consultations/following/confirm.html",
        {"things": chosen, "refusal": refusal or ("" if chosen else NOTHING_TO_FOLLOW)},
    )


@csrf_exempt  # a mail program that unsubscribes has no page of ours; the signed token proves what it may do
@never_cache
def follow_stop(request: HttpRequest, token: str) -> HttpResponse:
    """What an address follows, and the buttons that stop one or all of it. A mail program's one click stops all."""
    named = STOP.read(token)
    follower = selectors.follower_of(named[0]) if named else None
    data = sent(request)
    if named is None or (follower is None and data is None):
        return _unknown(request)
    goes_on = bool(follower)
    if data is not None and follower:
        one = data.get("following")
        goes_on = services.stop(follower, None if one is None else key_in(one))
    if not goes_on or follower is None:
        return render(request, "consultations/following/stopped.html")
    return render(
        request,
        "consultations/following/stop.html",
        {"lines": selectors.followings_of(follower), "has_stopped": data is not None},
    )


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "consultations/following/unknown.html", status=404)
