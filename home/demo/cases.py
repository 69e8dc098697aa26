"""Compact cases in every state: raised, settled, heard by a panel, appealed, put right, withdrawn."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.hearing import (
    answers,
    appeals,
    closing,
    drafts,
    facts,
    findings,
    panel,
    remedies,
)
from assembly.compact.cases.hearing.drafts import Asked, Concluded, Draft
from assembly.compact.cases.papers import services as papers
from assembly.compact.cases.papers.services import Written
from assembly.compact.cases.raising import services as raising
from assembly.compact.cases.raising import taking_up
from assembly.compact.cases.raising.complaints import Complaint
from assembly.compact.cases.settling import services as settling
from assembly.compact.cases.stopping import services as stopping
from assembly.compact.models import Case, Pause, Remedy, Undertaking
from assembly.consultations.models import Consultation
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from . import case_words as words
from .case_words import ORGANISATION, TALES, Tale
from .county import COUNCIL, PCT, POLICE
from .stage import Demo

BODIES = {"council": COUNCIL, "pct": PCT, "police": POLICE}
OFFICERS = {COUNCIL: "officer_wcc", PCT: "officer_pct", POLICE: "officer_police"}
# Two of the sector, and a member of a public body that no case of theirs is about.
SECTOR = ("compact3", "compact4")
PUBLIC = {COUNCIL: "compact2", PCT: "compact2", POLICE: "compact6", ORGANISATION: "compact2"}
HEAR_THE_APPEAL = ("compact", "compact7", "compact5")
# Working days from the day on which a case was raised.
ACKNOWLEDGED, PROPOSED, AGREED, TO_PANEL, NAMED, SAT, STOPPED = 2, 8, 10, 12, 13, 14, 15
SENT, CORRECTED, WENT_ON, WRITTEN, DECIDED, APPEALED = 24, 30, 34, 38, 41, 46
ANSWERED, REPORTED, CHECKED, CLOSED = 49, 60, 64, 66
REMEDY_DUE = (65, 105)
# Those in which Asha has something to do: one of her own, and words to agree to.
ASHAS = ("three-days", "appraisal")
# The states in which a case has not come to each of these.
BEFORE_ACKNOWLEDGED = ("received",)
BEFORE_PANEL = ("informal", "settled", "withdrawn")
BEFORE_FINDING = ("panel", "correction", "finding")


@dataclass
class Played:
    """A case while it is played, with the people of both sides."""

    demo: Demo
    tale: Tale
    case: Case
    complains: User
    answers: User
    against: str

    def at(self, days: int) -> dt.datetime:
        """So many working days after it was raised, at noon."""
        day = self.demo.working_day(days - self.tale.ago)
        return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

    def on(self, days: int) -> dt.date:
        return self.demo.working_day(days - self.tale.ago)

    @property
    def hearing(self) -> list[User]:
        keys = (*SECTOR, PUBLIC[self.against])
        return [self.demo.people[key] for key in keys]


def seed(demo: Demo) -> None:
    demo.say(f"Compact cases: {len(TALES)} in every state, and one drafted for the Board")
    members = iter(demo.someones(len(TALES) + 1))
    for tale in TALES:
        _play(_raise(demo, tale, members))
    demo.forget_messages("compact")


def _raise(demo: Demo, tale: Tale, members: Iterator[Organisation]) -> Played:
    """Most by an organisation against a public body; one by the council against an organisation."""
    organisation = demo.organisations[0] if tale.key in ASHAS else next(members)
    member = demo.people["asha"] if tale.key in ASHAS else demo.voters[organisation.pk]
    against = BODIES.get(tale.against, ORGANISATION)
    body = demo.bodies[COUNCIL if against == ORGANISATION else against]
    officer = demo.people[OFFICERS[body.slug]]
    on = demo.working_day(-tale.ago)
    complaint = Complaint(
        against=organisation if against == ORGANISATION else body,
        happened_on=on - dt.timedelta(days=0 if tale.ago == 0 else 20),
        undertakings=[
            Undertaking.objects.get(code__subject=code, number=number)
            for code, number in tale.undertakings
        ],
        account=tale.account,
        wanted=tale.wanted,
        is_unnamed=tale.is_unnamed,
        understood=tale.is_unnamed,
        about=_three_days(demo) if tale.key == "three-days" else None,
    )
    complainant: Organisation | PublicBody = body if against == ORGANISATION else organisation
    sides = (officer, member) if against == ORGANISATION else (member, officer)
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(11)))
    case = raising.raise_case(complaint, complainant, by=sides[0], at=at)
    return Played(demo, tale, case, *sides, against)


def _three_days(demo: Demo) -> tuple[str, int]:
    found = Consultation.objects.get(without_reason=True, body=demo.bodies[PCT])
    return "consultation", found.pk


def _play(played: Played) -> None:
    """As far as its tale goes."""
    until, board = played.tale.until, played.demo.people["compact"]
    if until in BEFORE_ACKNOWLEDGED:
        return
    taking_up.acknowledge(played.case, by=board, on=played.on(ACKNOWLEDGED))
    if until in BEFORE_PANEL:
        _settle(played)
        return
    _write(played)
    settling.to_panel(played.case, by=played.complains, on=played.on(TO_PANEL))
    _hear(played)
    if until in BEFORE_FINDING:
        return
    _decide(played)
    if until == "to-appeal":
        return
    if until == "appeal":
        _appeal(played)
        return
    _put_right(played)


def _write(played: Played) -> None:
    """Each side says something, and the complainant hands in a letter."""
    case, (first, second) = played.case, words.MESSAGES
    letter = ContentFile(words.LETTER.encode(), "letter.txt")
    papers.write_message(case, Written(words=first), by=played.complains, at=played.at(PROPOSED))
    papers.hand_in(
        case,
        Written(title=words.EVIDENCE),
        UploadedFile(letter, "letter.txt", "text/plain", letter.size),
        checked=True,
        by=played.complains,
        at=played.at(PROPOSED),
    )
    papers.write_message(case, Written(words=second), by=played.answers, at=played.at(AGREED))


def _settle(played: Played) -> None:
    case, until = played.case, played.tale.until
    if until == "withdrawn":
        settling.withdraw(case, words.WITHDRAWN, by=played.complains, on=played.on(AGREED))
        return
    agreed = words.SETTLED if until == "settled" else words.PROPOSED
    proposal = settling.Proposal(agreed, is_public=True, checked=True)
    made = settling.propose_settlement(case, proposal, by=played.answers, at=played.at(PROPOSED))
    if until == "settled":
        settling.agree(case, made.edit, by=played.complains, at=played.at(AGREED))


def _hear(played: Played) -> None:
    """A panel of three sets out the facts, and both sides correct them."""
    case, until = played.case, played.tale.until
    people = played.hearing
    panel.name_panel(case, people, by=played.demo.people["compact"], at=played.at(NAMED))
    if until == "panel":
        _recuse(played)
        return
    for one in people:
        panel.sit(case, by=one, at=played.at(SAT))
    drafts.write(case, Draft(facts=played.tale.facts), by=people[0], at=played.at(SENT))
    facts.send_facts(case, by=people[0], at=played.at(SENT))
    facts.answer_facts(case, by=played.complains, at=played.at(CORRECTED - 1))
    if until == "correction":
        return
    facts.answer_facts(case, by=played.answers, at=played.at(CORRECTED))
    facts.go_on(case, by=people[0], at=played.at(WENT_ON))


def _recuse(played: Played) -> None:
    """Two sit; the third has an interest, and somebody else is named in their place."""
    case, (first, second, third) = played.case, played.hearing
    board = played.demo.people["compact"]
    panel.sit(case, by=first, at=played.at(SAT))
    panel.recuse(case, words.INTEREST, by=second, at=played.at(SAT))
    panel.sit(case, by=third, at=played.at(SAT))
    panel.name_panel(case, [played.demo.people["compact7"]], by=board, at=played.at(STOPPED))
    stopping.stop_clock(case, Pause.Reason.PANEL, words.STOPPED, by=board, on=played.on(STOPPED))


def _decide(played: Played) -> None:
    case, tale, people = played.case, played.tale, played.hearing
    due = [played.on(days) for days in REMEDY_DUE]
    draft = Draft(
        conclusions=[
            Concluded(cited.pk, said.result, said.cause, said.reasons)
            for cited, said in zip(case.cites.all(), tale.conclusions, strict=True)
        ],
        remedies=[Asked(what, day) for what, day in zip(tale.remedies, due, strict=False)],
    )
    finding = drafts.write(case, draft, by=people[0], at=played.at(WRITTEN))
    for one in people:
        findings.agree(case, finding.edit, by=one, at=played.at(WRITTEN))
    findings.decide(case, finding.edit, looked_at=True, by=people[0], at=played.at(DECIDED))
    if tale.answer:
        answers.answer_publicly(
            case, tale.answer, looked_at=True, by=played.answers, at=played.at(ANSWERED)
        )


def _appeal(played: Played) -> None:
    """Three others hear it; two of them have said that they have no interest."""
    case, demo = played.case, played.demo
    appeals.appeal(case, words.GROUNDS, by=played.answers, at=played.at(APPEALED))
    others = [demo.people[key] for key in HEAR_THE_APPEAL]
    panel.name_panel(case, others, by=others[0], at=played.at(APPEALED + 1))
    for one in others[:2]:
        panel.sit(case, by=one, at=played.at(APPEALED + 2))


def _put_right(played: Played) -> None:
    """What was asked for is done, checked, and the case closed with what was learnt; or it waits for that."""
    if played.tale.until != "closed":
        return
    board = played.demo.people["compact"]
    for remedy in Remedy.objects.filter(finding__case=played.case):
        remedies.report(remedy, "Done.", by=played.answers, at=played.at(REPORTED))
        remedies.check(
            remedy,
            Remedy.Result.DONE,
            "We have seen the letter and the payment.",
            by=board,
            at=played.at(CHECKED),
        )
    closing.close(played.case, played.tale.learnt, looked_at=True, by=board, at=played.at(CLOSED))
