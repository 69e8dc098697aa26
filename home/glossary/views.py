"""The glossary, from A to Z."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.core.models import GlossaryTerm
from assembly.core.page_cache import kept_page


@require_safe
@kept_page
def glossary(request: HttpRequest) -> HttpResponse:
    terms = list(GlossaryTerm.objects.listed())
    letters = [(letter, list(found)) for letter, found in groupby(terms, key=_letter)]
    return render(request, "home/glossary/glossary.html", {"letters": letters})


def _letter(one: GlossaryTerm) -> str:
    """Under which heading it is; numbers and signs are together."""
    first = one.term_folded[:1].upper()
    return first if first.isalpha() else "0 to 9"
