"""The page to which the link leads that was mailed to a new address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.core.acting import act_if_sent
from assembly.core.rules import Ruling, refused

from . import links, rules, services


@never_cache
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button, because programs that look through mail open every link in it."""
    correction = links.read(token)
    if correction is None:
        raise Http404("This is not one of our links. Check that you opened the whole of it.")

    def page(may: Ruling, *, done: bool = False) -> HttpResponse:
        return render(
            request,
            "accounts/address_confirm.html",
            {"may": may, "done": done, "address": correction.new},
        )

    may = rules.may_take_effect(correction, timezone.now(), taken=False)
    return act_if_sent(
        request,
        lambda: services.take_effect(correction),
        "",
        lambda _: page(may, done=True),
        lambda refusal: page(refused(refusal)),
    ) or page(may)
