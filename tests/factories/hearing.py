"""A Compact Board with seats, and a case that is heard as far as a test needs, by the services themselves."""

import datetime as dt

from django.utils import timezone

from assembly.compact.cases.hearing import appeals, drafts, facts, findings, panel
from assembly.compact.cases.hearing.drafts import Asked, Concluded, Draft
from assembly.compact.models import Case, CaseStep, Side, Step
from assembly.partners.models import Partnership
from tests.factories import cases
from tests.factories.membership import DelegateFactory, UserFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

MONDAY = dt.date(2026, 3, 2)
TWO_OF_EACH = ("sector", "public", "sector", "public")


def at(on):
    """Noon of a day, for the acts that take a moment."""
    return timezone.make_aware(dt.datetime.combine(on, dt.time(12)))


FILLING = {"sector": "co-opted", "public": "named", "chair": "invited"}


def seated(side, *, user=None, **facts):
    """Somebody with the office who holds and has taken a seat of this side."""
    user = user or UserFactory(office="Compact Board")
    known = Partnership.objects.filter(kind=Partnership.Kind.COMPACT).first()
    partnership = known or PartnershipFactory(kind=Partnership.Kind.COMPACT, name="Compact Board")
    seat = SeatFactory(partnership=partnership, side=side, filling=FILLING[side])
    facts = {
        "basis": "named" if side == "public" else "co-opted",
        "starts_on": dt.date(2025, 1, 1),
        "ends_on": dt.date(2029, 1, 1),
        "name": user.name,
        **facts,
    }
    AppointmentFactory(seat=seat, user=user, **facts)
    return user


def board(*sides):
    return [seated(side) for side in sides or TWO_OF_EACH]


class Heard:
    """A case before the panel, with somebody for each side and a board of four; `on` is the day it works on."""

    def __init__(self, *, on=MONDAY, sides=(), step=Step.PANEL, **facts):
        self.on = on
        self.people = board(*sides)
        self.undertaking = cases.undertaking()
        self.case = cases.case(at=step, on=on, undertakings=[self.undertaking], **facts)
        case = self.case
        self.delegate = (
            DelegateFactory(organisation=case.organisation).user if case.organisation else None
        )
        self.officer = (
            cases.officer_of(case.against_body)
            if case.against_body
            else DelegateFactory(organisation=case.against_organisation).user
        )
        self.cited = case.cites.get().pk

    @property
    def at(self):
        return at(self.on)

    def fresh(self):
        return Case.objects.get(pk=self.case.pk)

    def of_side(self, side):
        return self.delegate if side == Side.COMPLAINANT else self.officer

    def hear(self, *people):
        """Name these people, and let each say that they have no interest."""
        people = people or self.people[:3]
        panel.name_panel(self.case, people, by=self.people[0], at=self.at)
        for one in people:
            panel.sit(self.case, by=one, at=self.at)
        return people

    def draft(self, *, by=None, remedies=(), cause="", result="not-kept", facts="Three days."):
        concluded = [Concluded(self.cited, result, cause, "The Compact says twelve weeks.")]
        draft = Draft(facts, concluded, remedies)
        return drafts.write(self.case, draft, by=by or self.people[0], at=self.at)

    def to_correction(self):
        self.hear()
        self.draft()
        facts.send_facts(self.case, by=self.people[0], at=self.at)

    def to_finding(self):
        self.to_correction()
        for side in Side:
            facts.answer_facts(self.case, by=self.of_side(side), at=self.at)
        facts.go_on(self.case, by=self.people[0], at=self.at)

    def agree(self, *people, edit=None):
        people = people or self.people[:3]
        edit = edit or self.fresh().findings.order_by("-is_appeal").first().edit
        for one in people:
            findings.agree(self.case, edit, by=one, at=self.at)
        return edit

    def decide(self, *people, **draft):
        """At the step of the finding, or of the appeal: written, agreed to by these, and decided."""
        people = people or self.people[:3]
        self.draft(by=people[0], **draft)
        edit = self.agree(*people)
        return findings.decide(self.case, edit, by=people[0], at=self.at)

    def to_appeal(self, **draft):
        self.to_finding()
        return self.decide(**draft)

    def appealed(self, side=Side.RESPONDENT, **draft):
        self.to_appeal(**draft)
        return appeals.appeal(
            self.case, "They did not read our letter.", by=self.of_side(side), at=self.at
        )

    def remedy(self, days=60, what="Extend the consultation."):
        return Asked(what, self.on + dt.timedelta(days=days))

    def step(self):
        return CaseStep.objects.get(case=self.case, ended_on=None)
