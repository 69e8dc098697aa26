"""What everybody sees of an election: the list, the election, its receipts, its result."""

import datetime as dt

from django.core.paginator import Paginator
from django.db.models import F, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from elections import audit_pack, nominations, progress, published, rules, selectors, vacancies
from elections.count_sheet import CountSheet
from elections.models import Count, Election, PaperBatch, PublishedReceipts
from elections.release import release

PER_PAGE = 20
RECEIPTS_PER_PAGE = 1_000
LIST = ("Elections", "/elections/")


@require_safe
def election_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    known = Election.objects.public(now)
    declared = (
        known.real().filter(declared_at__isnull=False).order_by(F("declared_at").desc(), "id")
    )
    page = Paginator(declared, PER_PAGE).get_page(request.GET.get("page"))
    running = known.filter(declared_at=None).order_by("poll_closes_at", "id")
    return render(
        request,
        "elections/election_list.html",
        {
            "running": [
                progress.card(election, now) for election in running if not election.is_rehearsal
            ],
            "rehearsals": [
                progress.card(election, now) for election in running if election.is_rehearsal
            ],
            "declared": [progress.card(election, now) for election in page],
            "page": page,
        },
    )


@require_safe
def election_detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    election = get_object_or_404(
        Election.objects.public(now).select_related("returning_officer"), slug=slug
    )
    tag, colour = progress.status(election, now)
    scrutineers = list(election.scrutineers.all())
    return render(
        request,
        "elections/election_detail.html",
        {
            "election": election,
            "tag": tag,
            "tag_colour": colour,
            "steps": progress.steps(election, now),
            "timetable_changes": selectors.timetable_changes(election),
            "contests": selectors.contests_with_candidates(election),
            "standings": selectors.standings_of(request, election, now),
            "may_nominate": rules.nominations_are_open(election, now),
            "nominations": nominations.theirs_in(request, election),
            "shares": election.key_shares.all(),
            "scrutineers": scrutineers,
            "is_watched_by_reader": request.user.pk in {each.user_id for each in scrutineers},
            "fills": vacancies.filled_by(election),
            "by_elections": vacancies.by_elections_after(election),
            "breadcrumbs": [LIST],
        },
    )


@require_safe
def receipt_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every receipt, sorted. No search: a receipt that is sent to the server could be tied to who looked for it."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    found_empty = Prefetch(
        "contest__paper_batches", PaperBatch.objects.filter(empty__gt=0), to_attr="found_empty"
    )
    lists = [
        (
            published,
            Paginator(published.listed, RECEIPTS_PER_PAGE).get_page(request.GET.get("page")),
        )
        for published in PublishedReceipts.objects.filter(contest__election=election)
        .select_related("contest")
        .prefetch_related(found_empty)
    ]
    return render(
        request,
        "elections/receipt_list.html",
        {
            "election": election,
            "lists": lists,
            "may_object": _may_object(election, timezone.now()),
            "breadcrumbs": [LIST, (election, election.get_absolute_url())],
        },
    )


@require_safe
def receipt_file(request: HttpRequest, slug: str, contest: int) -> HttpResponse:
    published = get_object_or_404(
        PublishedReceipts,
        contest__pk=contest,  # not contest=: a key as long as an address can be is looked up, and not found
        contest__election__in=Election.objects.public().filter(slug=slug),
    )
    return HttpResponse(published.file, content_type="text/plain; charset=utf-8")


@require_safe
def election_result(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    election = get_object_or_404(Election.objects.public(now), slug=slug)
    countbacks = vacancies.countbacks(election)
    sheets = [CountSheet(count.contest, count) for count in counts_of(election)]
    parts = [(sheet, published.after_the_count(sheet)) for sheet in sheets]
    return render(
        request,
        "elections/election_result.html",
        {
            "election": election,
            "without_poll": [
                contest
                for contest in selectors.contests_with_candidates(election)
                if not contest.has_poll
            ],
            "countbacks": countbacks,
            "parts": parts,
            "unsettled": published.polled_again(election, counted=sheets),
            "releases": published.releases_of(sheets),
            "release": release(),
            "provisional": progress.provisional(election, now),
            "may_object": _may_object(election, now),
            "breadcrumbs": [LIST, (election, election.get_absolute_url())],
        },
    )


@require_safe
def result_file(request: HttpRequest, slug: str, contest: int, kind: str) -> HttpResponse:
    """The opened ballots or the count, for a contest with ballots enough to publish them."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    count = get_object_or_404(counts_of(election), contest__pk=contest)
    sheet = CountSheet(count.contest, count)
    if not sheet.is_full or kind not in sheet.files:
        raise Http404("There is no such file, or too few ballots to publish it.")
    body, content_type = sheet.files[kind]
    return file_response(body, content_type, f"{sheet.file_name}.{kind}")


@require_safe
def audit_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything public of an election that has been counted, in one file that is the same for everybody."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    if not counts_of(election):
        raise Http404("The election has not been counted.")
    response = HttpResponse(audit_pack.of(election), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{election.slug}-audit.zip"'
    return response


def _may_object(election: Election, at: dt.datetime) -> bool:
    return any(rules.may_object(election, contest, at) for contest in election.contests.all())


def file_response(body: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def counts_of(election: Election) -> QuerySet[Count]:
    return (
        Count.objects.filter(contest__election=election)
        .select_related("contest__election", "contest__opened_rankings")
        .prefetch_related("contest__vacancies__appointment__seat")
    )
