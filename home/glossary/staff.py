"""The Support Unit loads the words that most Assemblies begin with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_if_sent
from assembly.core.figures import in_words
from assembly.core.http import screen

from . import rules, services


@screen("core.add_glossaryterm")
def load(request: SignedInRequest) -> HttpResponse:
    """The usual words that have no meaning yet, and the button that gives them one."""
    waiting = services.missing()
    return act_if_sent(
        request,
        lambda: services.load_usual_words(by=request.user),
        lambda number: f"{in_words(number, 'words are', one='word is')} in the glossary now.",
        redirect("glossaryterm:index"),
    ) or render(
        request,
        "core/staff/ask.html",
        {
            "title": "Load the usual words",
            "lead": "You can change each of them afterwards. Meanings already written stay as they are. "
            "These words will be loaded:",
            "lines": [f"{usual.term}: {usual.meaning}" for usual, _ in waiting],
            "ruling": rules.may_load(missing=len(waiting)),
            "button": "Load these words",
            "back": reverse("glossaryterm:index"),
        },
    )
