"""The audit pack: everything public of a counted election in one zip, the same bytes for everybody.

What may be in it follows the publication level, as on the result page: nothing is here that is not published there.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from assembly.core import parts
from assembly.core.events import text_of
from assembly.core.models import Event, EventSeal

from . import beside_the_count
from .count_sheet import CountSheet
from .models import Contest, Count, Election, PublishedReceipts
from .release import COUNTING, release
from .timetable import MILESTONES


def pack_of(election: Election) -> bytes:
    """Return the pack, built once for everybody until something is published.

    It is as public as it is costly: a hundred requests for a large election would else keep every process busy.
    """
    return parts.kept(f"audit-pack:{election.pk}", lambda: build(election))


def build(election: Election) -> bytes:
    """Build the pack. Its files bear the time of the last thing published in it, so that two are alike."""
    made_at = timezone.localtime(
        election.declared_at
        or max(
            Count.objects.filter(contest__election=election).values_list("counted_at", flat=True)
        )
    )
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in sorted(_files(election)):
            entry = zipfile.ZipInfo(f"{election.slug}/{name}", made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode())
    return pack.getvalue()


def _files(election: Election) -> Iterator[tuple[str, str]]:
    contests = list(
        election.contests.select_related(
            "election", "partnership", "group", "district", "count_result", "opened_rankings"
        ).order_by("pk")
    )
    sheets = [
        CountSheet(contest, contest.count_result)
        for contest in contests
        if hasattr(contest, "count_result")
    ]
    yield from _source()
    yield "election.json", _json(_election(election, contests))
    yield "events.csv", _events(election, contests)
    yield "count.schema.json", (COUNTING / "count.schema.json").read_text()
    yield (
        "README.txt",
        render_to_string(
            "elections/audit_readme.txt",
            {"election": election, "sheets": sheets, "release": release()},
        ),
    )
    for published in PublishedReceipts.objects.filter(contest__in=contests):
        yield f"receipts-{published.pk}.txt", published.file
    for sheet in sheets:
        yield f"result-{sheet.contest.pk}.json", _json(_result(sheet))
        if sheet.is_full:
            for kind, (body, _) in sheet.files.items():
                yield f"{sheet.file_name}.{kind}", body


def _source() -> Iterator[tuple[str, str]]:
    """The source that counts, and that makes its hash: with Python and numpy the pack counts itself again."""
    root = COUNTING.parent.parent
    for path in (
        root / "elections" / "__init__.py",
        root / "elections" / "release.py",
        *COUNTING.rglob("*.py"),
    ):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2, default=str) + "\n"


def _election(election: Election, contests: list[Contest]) -> dict[str, Any]:
    return {
        "title": election.title,
        "purpose": election.purpose,
        "address": election.get_absolute_url(),
        "timetable": {each.field: getattr(election, each.field) for each in MILESTONES},
        "term_starts_on": election.term_starts_on,
        "roll_frozen_at": election.roll_frozen_at,
        "receipts_published_at": election.receipts_published_at,
        "box_rewritten_at": election.box_rewritten_at,
        "opened_at": election.opened_at,
        "declared_at": election.declared_at,
        "public_key": election.public_key,
        "receipt_public_key": election.receipt_public_key,
        "shares": [
            {"number": share.number, "fingerprint": share.fingerprint}
            for share in election.key_shares.all()
        ],
        "scrutineers": [one.name for one in election.scrutineers.all()],
        "roll_hash_is": "SHA-256 of the name in the address of each organisation (/members/<name>/), in ascending "
        "order, one to a line, as the roll was frozen",
        "contests": [_contest(contest) for contest in contests],
    }


def _contest(contest: Contest) -> dict[str, Any]:
    published = PublishedReceipts.objects.filter(contest=contest).first()
    return {
        "id": contest.pk,
        "title": contest.title,
        "partnership": contest.partnership.name,
        "seats": [str(seat) for seat in contest.seats.order_by("order", "pk")],
        "electorate": contest.electorate_sentence(),
        "may_stand": contest.candidates_sentence(),
        "poll": contest.poll_number,
        "rule": contest.rule,
        "publication": contest.publication,
        "lot_event": contest.lot_event,
        "lot_at": contest.lot_at,
        "lot_form": contest.draw_form_sentence(),
        "lot_substitute": contest.lot_substitute,
        "lot_substitute_at": contest.lot_substitute_at,
        "lot_substitute_because": contest.lot_substitute_because,
        "lot_seed": contest.lot_seed,
        "roll_hash": contest.roll_fingerprint,
        "organisations_marked_as_having_voted": published.marks if published else None,
        "polled_again_because": contest.polled_again_because,
        "repeats": contest.repeats_id,
        "candidates": [
            {
                "number": each.number,
                "name": str(each),
                "put_forward_by": each.organisation.name,
                "statement": each.statement,
                "interests": each.interests,
                "withdrawn": not each.stands,
            }
            for each in contest.candidates.select_related("organisation")
        ],
    }


def _result(sheet: CountSheet) -> dict[str, Any]:
    """What the result page says, at its level."""
    beside = beside_the_count.read(sheet)
    result: dict[str, Any] = {
        "contest": sheet.contest.pk,
        "level": str(sheet.level),
        "counting_source_sha256": sheet.count.release,
        "commitment_to_the_opened_rankings": sheet.count.rankings_commitment,
        "commitment_to_the_count_as_data": sheet.count.commitment,
        "facts": dict(sheet.facts),
        "elected": sheet.elected,
        "signatures": [
            {
                "scrutineer": each.scrutineer.name,
                "statement": each.get_statement_display(),
                "words": each.words,
                "signed_at": each.signed_at,
            }
            for each in beside.signatures
        ],
        "objections": [
            {
                "number": each.number,
                "kind": each.get_kind_display(),
                "receipt_is_signed": bool(each.signature),
                "outcome": each.get_outcome_display(),
                "because": each.because,
                "decided_at": each.decided_at,
            }
            for each in beside.objections
        ],
    }
    if sheet.shows_totals:
        result["votes"] = [
            {"name": row.name, "votes": row.votes, "outcome": row.outcome} for row in sheet.rows
        ]
        result["smallest_margin"] = beside.margin
    if sheet.is_full:
        result["published_sha256"] = sheet.published_sha256
        result["turnout"] = [
            {"part": part.name, "on_the_roll": part.electors, "voted": part.voted}
            for part in beside.turnout
        ]
    return result


# Acts whose whole line is public: what was done, and by whom, the returning officer or a scrutineer.
OPENED = frozenset(
    f"elections.{name}"
    for name in (
        "election_created",
        "election_changed",
        "contest_saved",
        "key_made",
        "roll_frozen",
        "no_poll",
        "receipts_published",
        "lot_recorded",
        "lot_change_asked",
        "lot_change_agreed",
        "lot_changed",
        "box_rewritten",
        "box_opened",
        "counted",
        "count_signed",
        "signature_missing",
        "polled_again",
        "voided",
        "declared",
        "ballots_destroyed",
        "counted_back",
        "vacancy_filled",
        "by_election_called",
    )
)


def _events(election: Election, contests: list[Contest]) -> str:
    """Lines of the record on the election and its contests, with their place in it.

    Objections, corrections of the roll and candidates are left out: their lines hold ids of organisations or people.
    The text and the random bytes of a line are given where all of it is public. A seal from before there were leaves is
    not: the line between two of them could be guessed.
    """
    about = Q(subject_type="elections.election", subject_id=election.pk) | Q(
        subject_type="elections.contest", subject_id__in=[contest.pk for contest in contests]
    )
    events = list(Event.objects.filter(about).order_by("pk"))
    seals = EventSeal.objects.in_bulk([event.pk for event in events], field_name="event_id")
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["event", "at", "name", "about", "seal number", "random bytes", "text"])
    for event in events:
        seal = seals.get(event.pk)
        opened = event.name in OPENED and event.leaf
        lines.writerow(
            [
                event.pk,
                event.at.isoformat(),
                event.name,
                f"{event.subject_type} {event.subject_id}",
                seal.position if seal else "",
                event.random_bytes if opened else "",
                text_of(event) if opened else "",
            ]
        )
    return out.getvalue()
