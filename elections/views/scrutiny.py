"""A scrutineer's pages: everything of the count, however small, and the statement under it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, act_if_sent, form_of
from elections import rules
from elections.challenge_forms import SignatureForm
from elections.count_sheet import CountSheet
from elections.models import Contest, Election, Objection
from elections.services.objecting import find_founded
from elections.services.scrutiny import sign_count

from .public import counts_of, file_response, way_to

View = Callable[..., HttpResponse]


def scrutineer_page(view: View) -> View:
    """Open to the scrutineers of the election whose name is in the address; to others it is not there."""

    @wraps(view)
    @login_required
    def guarded(request: SignedInRequest, slug: str, **kwargs: str | int) -> HttpResponse:
        election = get_object_or_404(Election.objects.public(), slug=slug)
        if not rules.scrutiny.may_scrutinise(election.scrutineers.all(), request.user):
            raise Http404("Only its scrutineers see this.")
        response = view(request, election, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


@require_safe
@scrutineer_page
def scrutiny(request: SignedInRequest, election: Election) -> HttpResponse:
    sheets = [
        CountSheet(count.contest, count, for_scrutineer=True) for count in counts_of(election)
    ]
    statements = [
        (sheet, sheet.contest.signatures.standing().filter(scrutineer__user=request.user).first())
        for sheet in sheets
    ]
    return render(
        request,
        "elections/scrutiny.html",
        {
            "election": election,
            "statements": statements,
            "unsigned": Objection.objects.unsigned()
            .undecided()
            .filter(contest__election=election)
            .select_related("contest"),
            "breadcrumbs": way_to(election),
        },
    )


@require_safe
@scrutineer_page
def scrutiny_file(
    request: SignedInRequest, election: Election, contest: int, kind: str
) -> HttpResponse:
    count = get_object_or_404(counts_of(election), contest__pk=contest)
    sheet = CountSheet(count.contest, count, for_scrutineer=True)
    files = sheet.files
    if kind not in files:
        raise Http404("There is no such file.")
    return file_response(*files[kind], f"{sheet.file_name}.{kind}")


@scrutineer_page
def count_sign(request: SignedInRequest, election: Election, contest: int) -> HttpResponse:
    signed = get_object_or_404(Contest, pk=contest, election=election)
    form = form_of(request, SignatureForm)
    return act_by_form(
        request,
        form,
        lambda: sign_count(signed, **form.cleaned_data, by=request.user),
        "Your statement is shown under the count.",
        redirect("elections:scrutiny", election.slug),
    ) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Sign the count",
            "caption": signed,
            "intro": "Repeat the count first, and where rankings are published, compare them with the full ones: you "
            "sign both. What you say here is public, with your name, and cannot be taken back.",
            "button": "Make the statement",
            "breadcrumbs": _path(election),
        },
    )


@scrutineer_page
def objection_find(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """An objection about a receipt without a signature, with its words: a scrutineer says that it is founded."""
    unsigned = Objection.objects.unsigned().select_related("contest", "organisation")
    objection = get_object_or_404(unsigned, pk=pk, contest__election=election)
    if answer := act_if_sent(
        request,
        lambda: find_founded(objection, by=request.user),
        "It is recorded that you find the objection founded.",
        redirect("elections:scrutiny", election.slug),
    ):
        return answer
    has_said = objection.findings.filter(scrutineer__user=request.user).exists()
    return render(
        request,
        "elections/objection_find.html",
        {
            "objection": objection,
            "may_find": rules.objecting.may_find_founded(objection, election, has_said=has_said),
            "heading": f"Objection {objection.number}",
            "caption": objection.contest,
            "breadcrumbs": _path(election),
        },
    )


def _path(election: Election) -> list[tuple[object, str]]:
    return [*way_to(election), ("The count", reverse("elections:scrutiny", args=[election.slug]))]
