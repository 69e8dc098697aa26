"""The Support Unit's screens for the text of the Compact in the Wagtail admin."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.compact import rules, selectors, services
from assembly.compact.models import Undertaking
from assembly.core.acting import act_if_sent
from assembly.core.http import screen


@screen("compact.add_edition")
def example_load(request: SignedInRequest) -> HttpResponse:
    """What the example text is, and the button that loads it."""
    return act_if_sent(
        request,
        lambda: services.begin_with_example(by=request.user),
        lambda number: f"{number} undertakings loaded, each marked as an example.",
        redirect("compact_staff:example_load"),
    ) or render(
        request,
        "core/staff/load.html",
        {
            "title": "Load the example text",
            "lead": (
                "Every undertaking is marked as an example on the public pages until the first edition that was "
                "adopted takes its place. Loaded are:"
            ),
            "lines": selectors.example_in_words(),
            "ruling": rules.may_load_example(undertakings=Undertaking.objects.count()),
            "button": "Load the example text",
            "back": "wagtailadmin_home",
        },
    )
