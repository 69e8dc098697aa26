"""The screens of scorecards in the Wagtail admin: a body replies, and a reply that must not be read is hidden."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.hiding import rules as hiding
from assembly.core.http import takes_form
from assembly.partners.models import HiddenReply, PublicBody, ScorecardReply

from . import replies, rules, selectors, services
from .forms import HideReplyForm, ReplyForm, WithdrawForm
from .replies import Shown


@require_safe
def scorecard_list(request: SignedInRequest) -> HttpResponse:
    bodies = replies.bodies_seen_by(request.user, timezone.localdate())
    if not replies.sees_any(request.user):
        raise Http404
    newest = replies.newest_shown([body.pk for body in bodies], timezone.now())
    by_body = {one.reply.body_id: one for one in newest}
    lines = [(body, by_body.get(body.pk)) for body in bodies]
    return render(request, "partners/staff/scorecard_list.html", {"lines": lines})


@takes_form
def scorecard(request: SignedInRequest, slug: str) -> HttpResponse:
    """The card of one body: reply, withdraw the reply, hide one. To officers of another body it is not there."""
    screen = Screen(request, slug)
    return act_by_button(request, screen.buttons()) or render(
        request, "partners/staff/scorecard.html", screen.context()
    )


class Screen:
    """What the screen shows, and what its buttons do."""

    def __init__(self, request: SignedInRequest, slug: str) -> None:
        self.user, self.now = request.user, timezone.now()
        self.body = _body(request, slug)
        self.versions = replies.versions_of([self.body.pk], self.now)
        self.hidings = replies.hidings_of(self.body, self.now)
        seen = {"seen": self.newest.number if self.newest else 0}
        self.form = form_of(request, ReplyForm, button="", initial=seen)
        self.withdrawal = form_of(request, WithdrawForm, button="withdraw", initial=seen)
        numbers = [one.reply.number for one in self.versions if not one.is_hidden]
        self.hide = form_of(request, HideReplyForm, button="hide", numbers=numbers)

    @property
    def newest(self) -> ScorecardReply | None:
        return self.versions[0].reply if self.versions else None

    def buttons(self) -> dict[str, Button]:
        here = redirect("scorecards_staff:scorecard", self.body.slug)
        found = {"": Button(self._reply, "Published below the scorecard.", here, self.form)}
        if self.versions:
            said = "Withdrawn. It stays listed as withdrawn, with your reason."
            found["withdraw"] = Button(self._withdraw, said, here, self.withdrawal)
            said = (
                "Hidden. Somebody else of the Support Unit or the Assembly Board has to confirm it."
            )
            found["hide"] = Button(self._hide, said, here, self.hide)
        for one in self.hidings:
            number = one.reply.number
            confirm = partial(services.confirm_hiding, one, by=self.user)
            show = partial(services.show_again, one, by=self.user)
            found[f"confirm-{number}"] = Button(confirm, "Confirmed. It stays hidden.", here)
            found[f"show-{number}"] = Button(show, "Shown again.", here)
        return found

    def _reply(self) -> ScorecardReply:
        text = self.form.cleaned_data["text"]
        return services.reply(self.body, text, by=self.user, seen=self.form.number)

    def _withdraw(self) -> ScorecardReply:
        reply = self._numbered(self.withdrawal.number)
        reason = self.withdrawal.cleaned_data["reason"]
        return services.withdraw_reply(reply, reason, by=self.user)

    def _hide(self) -> HiddenReply:
        reply = self._numbered(self.hide.cleaned_data["version"])
        return services.hide_reply(reply, self.hide.cleaned_data["because"], by=self.user)

    def _numbered(self, number: int) -> ScorecardReply:
        """The version that the page showed, whatever came since; the newest where it says none."""
        known = {one.reply.number: one.reply for one in self.versions}
        return known.get(number) or self.versions[0].reply

    def context(self) -> dict[str, object]:
        today = timezone.localdate(self.now)
        speaks = replies.speaks_for(self.user, self.body, today)
        is_theirs = rules.is_theirs(self.newest, speaks=speaks)
        return {
            "body": self.body,
            "card": selectors.card_anew(self.body, today),
            "page_url": selectors.page_of(self.body),
            "seen": self.newest.number if self.newest else 0,
            "form": self.form,
            "withdrawal": self.withdrawal,
            "hide": self.hide,
            "versions": self.versions,
            "may_reply": rules.may_reply(self.body, self.user, speaks=speaks) and is_theirs,
            "may_withdraw": self.newest and not self.newest.is_withdrawn and bool(is_theirs),
            "hidings": [
                (
                    one,
                    hiding.may_confirm(one, self.user, self.now),
                    hiding.may_show_again(one, self.user, self.now),
                )
                for one in self.hidings
            ],
            "hides": self.user.has_perm(hiding.MAY_HIDE) and any(map(_is_shown, self.versions)),
        }


def _is_shown(version: Shown) -> bool:
    return not version.is_hidden


def _body(request: SignedInRequest, slug: str) -> PublicBody:
    seen = replies.bodies_seen_by(request.user, timezone.localdate())
    found = next((body for body in seen if body.slug == slug), None)
    if found is None:
        raise Http404
    return found
