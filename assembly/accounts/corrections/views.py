"""The page to which the link leads that was mailed to a new address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken, Ruling, refused

from . import links, rules, services


@never_cache
@takes_form
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button, because programs that look through mail open every link in it."""
    correction = links.read(token)
    if correction is None:
        raise Http404("This is not one of our links. Check that you opened the whole of it.")
    may: Ruling = rules.may_take_effect(correction, timezone.now(), taken=False)
    done = False
    if request.method == "POST":
        try:
            services.take_effect(correction)
            done = True
        except RuleBroken as refusal:
            may = refused(str(refusal))
    return render(
        request,
        "accounts/address_confirm.html",
        {"may": may, "done": done, "address": correction.new},
    )
