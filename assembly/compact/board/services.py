"""The acts of the Board's housekeeping: name who sees to a vacancy, enter and correct a report."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import BoardReport, VacancyOwner
from assembly.core.documents import uploads
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners.models import Partnership, Seat

from . import rules, seats
from .mails import OWNER_NAMED


@transaction.atomic
def name_owner(seat: Seat, person: User, *, by: User, on: dt.date | None = None) -> VacancyOwner:
    """Somebody sees to it from now on that the seat is filled, and is told so. Whoever did so before does no longer."""
    on = on or timezone.localdate()
    seat = (
        Seat.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=seat.pk)
    )
    place = seats.place_of(seat, on)
    rules.is_at_work(offices.held_by(by, on)).enforce()
    rules.is_vacant(place).enforce()
    rules.may_own(str(person), offices.held_by(person, on)).enforce()

    before = VacancyOwner.objects.filter(seat=seat, ended_on=None).first()
    vacancy = seats.vacancy_of(place)
    if before and before.person_id == person.pk and seats.is_of(before, vacancy.since):
        return before  # pressed twice
    if before:
        before.ended_on = on
        before.save(update_fields=["ended_on"])
    owner = VacancyOwner.objects.create(seat=seat, person=person, named_on=on, named_by=by)
    record("compact.vacancy_owner_named", seat, by=by, data={"owner": owner.pk})
    notify(
        [person],
        OWNER_NAMED,
        about=seat,
        context={"seat": seat, "by": by, "age": vacancy.age},
        url=reverse("compact:board_vacancy", args=[seat.pk]),
    )
    return owner


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is public of a report, beside its paper."""

    to: Partnership
    reported_on: dt.date
    by_whom: str
    title: str
    next_due_on: dt.date


Paper = UploadedFile  # stays as it is where none is given


@transaction.atomic
def enter_report(
    facts: ReportFacts,
    paper: "Paper[bytes] | None" = None,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> BoardReport:
    at = at or timezone.now()
    report = BoardReport(entered_by=by, entered_at=at)
    _write(report, facts, paper, by=by, on=timezone.localdate(at))
    record("compact.board_report_entered", report, by=by, data={"to": facts.to.pk})
    return report


@transaction.atomic
def correct_report(
    report: BoardReport,
    facts: ReportFacts,
    paper: "Paper[bytes] | None" = None,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> BoardReport:
    """A paper that is replaced is deleted once this is committed."""
    at = at or timezone.now()
    report = BoardReport.objects.select_for_update().get(pk=report.pk)
    storage, old = report.paper.storage, report.paper.name or ""
    is_same = all(getattr(report, name) == getattr(facts, name) for name in ReportFacts.__slots__)
    if is_same and paper is None:
        return report
    _write(report, facts, paper, by=by, on=timezone.localdate(at))
    record(
        "compact.board_report_corrected",
        report,
        by=by,
        data={"to": facts.to.pk, "paper": paper is not None},
    )
    if paper and old:
        transaction.on_commit(lambda: storage.delete(old), robust=True)
    return report


def _write(
    report: BoardReport, facts: ReportFacts, paper: "Paper[bytes] | None", *, by: User, on: dt.date
) -> None:
    """Under the lock of the partnership, so that two reports of one day are refused in words."""
    Partnership.objects.select_for_update().get(pk=facts.to.pk)
    rules.is_at_work(offices.held_by(by, on)).enforce()
    same_day = BoardReport.objects.filter(to=facts.to, reported_on=facts.reported_on)
    rules.may_be_entered(
        facts.to,
        reported_on=facts.reported_on,
        next_due_on=facts.next_due_on,
        known=same_day.exclude(pk=report.pk).exists(),
        on=on,
    ).enforce()
    if paper is not None:
        uploads.may_be_handed_in(paper, paper.name or "", paper.size or 0).enforce()
        report.paper = paper
    report.to, report.reported_on = facts.to, facts.reported_on
    report.by_whom, report.title = facts.by_whom.strip(), facts.title.strip()
    report.next_due_on = facts.next_due_on
    report.save()
