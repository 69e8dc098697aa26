"""What everybody sees of an election: the list, the election, its receipts, its result."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core import parts
from assembly.core.cards import Card
from assembly.core.page_cache import kept_page
from elections import (
    audit_pack,
    beside_the_count,
    election_status,
    first_act,
    nominations,
    rules,
    selectors,
    vacancies,
)
from elections.count_sheet import CountSheet
from elections.models import Count, Election, PaperBatch, PublishedReceipts
from elections.release import release

PER_PAGE = 20
RECEIPTS_PER_PAGE = 1_000
LIST = ("Elections", reverse_lazy("elections:election_list"))


def way_to(election: Election) -> list[tuple[Any, Any]]:
    """The breadcrumbs of a page below the election's own."""
    return [LIST, (election, election.get_absolute_url())]


@require_safe
@kept_page
def election_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    known = Election.objects.public(now)
    page = Paginator(known.real().ended(), PER_PAGE).get_page(request.GET.get("page"))
    running = known.running()
    return render(
        request,
        "elections/election_list.html",
        {
            "stages": _stages((one for one in running if not one.is_rehearsal), now),
            "rehearsals": [
                election_status.card(one, now)
                for _, _, found in election_status.by_stage(running, now)
                for one in found
                if one.is_rehearsal
            ],
            "declared": [election_status.card(election, now) for election in page],
            "page": page,
        },
    )


def _stages(running: Iterable[Election], at: dt.datetime) -> list[tuple[str, str, list[Card]]]:
    """Of each stage before the last its name for the address, its heading and its cards."""
    return [
        (stage.name.lower(), heading, [election_status.card(one, at) for one in found])
        for stage, heading, found in election_status.by_stage(running, at)
    ]


@require_safe
@kept_page
def election_detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    election = get_object_or_404(
        Election.objects.seen_by(request.user, now).select_related("returning_officer"), slug=slug
    )
    tag, colour = election_status.status(election, now)
    around = parts.kept(f"election:{election.pk}", lambda: _around(election, now))
    standings = selectors.standings_of(request, election, now)
    return render(
        request,
        "elections/election_detail.html",
        {
            "election": election,
            "is_preview": now < election.notice_at,
            "tag": tag,
            "tag_colour": colour,
            "steps": election_status.steps(election, now),
            "act": first_act.box(request, election, standings, now),
            "forwardings": [one for one in standings if one.forwarding],
            "nominations": nominations.theirs_in(request, election),
            "is_watched_by_reader": request.user.pk
            in {each.user_id for each in around["scrutineers"]},
            "breadcrumbs": [LIST],
            **around,
        },
    )


def _around(election: Election, at: dt.datetime) -> dict[str, Any]:
    """What its page shows beside its own row, and everybody sees alike."""
    fills, by_elections = vacancies.around(election)
    contests = selectors.with_records(election)
    if election_status.stage(election, at) == election_status.Stage.VOTE_NOW:
        contests = selectors.with_turnout(contests, timezone.localdate(at))
    return {
        "timetable_changes": selectors.timetable_changes(election),
        "contests": contests,
        "shares": list(election.key_shares.all()),
        "scrutineers": list(election.scrutineers.all()),
        "fills": fills,
        "by_elections": by_elections,
    }


@require_safe
@kept_page
def statements(request: HttpRequest, slug: str) -> HttpResponse:
    """What every candidate says, on one page to read or to print."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    return render(
        request,
        "elections/statements.html",
        {
            "election": election,
            "contests": selectors.with_records(election),
            "breadcrumbs": way_to(election),
        },
    )


@require_safe
@kept_page
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
            "breadcrumbs": way_to(election),
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
@kept_page
def election_result(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    election = get_object_or_404(Election.objects.public(now), slug=slug)
    countbacks = vacancies.countbacks(election)
    sheets = [CountSheet(count.contest, count) for count in counts_of(election)]
    parts = [(sheet, beside_the_count.read(sheet)) for sheet in sheets]
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
            "unsettled": beside_the_count.polled_again(election, counted=sheets),
            "releases": beside_the_count.releases_of(sheets),
            "release": release(),
            "provisional": election_status.provisional(election, now),
            "may_object": _may_object(election, now),
            "breadcrumbs": way_to(election),
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
    response = HttpResponse(audit_pack.pack_of(election), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{election.slug}-audit.zip"'
    return response


def _may_object(election: Election, at: dt.datetime) -> bool:
    return any(
        rules.objecting.may_object(election, contest, at) for contest in election.contests.all()
    )


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
