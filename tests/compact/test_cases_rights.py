"""Every address of cases and every person who may come to it, before there is a finding and once it is public.

A row is the name of an address, and those who get its page by their letters. Everybody else is told that it is not
there; somebody who reads the case but cannot do this now is sent back to it, or told the same. An address without a row
fails, so whoever adds one says here for whom it is.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.compact.cases import urls
from assembly.compact.cases.papers import services
from assembly.compact.cases.papers.services import Written
from assembly.compact.models import (
    Conclusion,
    Finding,
    FindingNote,
    PanelMember,
    Recusal,
    Remedy,
    Step,
)
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from tests.factories import cases
from tests.factories.hearing import seated
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

WHO = {
    "c": "acts for the complainant",
    "d": "works in the Support Unit and acts for the complainant",
    "r": "acts for the other side",
    "e": "is of the Compact Board and acts for the other side",
    "p": "is on the panel",
    "b": "is of the Compact Board",
    "s": "works in the Support Unit",
    "k": "is of the Compact Board and keeps out of the case",
    "i": "holds a seat on the Compact Board for the other side",
    "t": "is the delegate of a third organisation",
    "o": "is an officer of another public body",
    "a": "is not signed in",
}
# Of pages that are the same for everybody three are asked: of a side, of the Board, and not signed in.
EVERYBODY = "rba"
SIGNED_IN = "cdrepbskito"
SIDES = "cdre"
BOARD = "pb"
WORK = "pbs"
READ = "cdrepbs"
NOBODY = ""

# Name of the address: who gets the page before a finding, and after it is public.
ROWS = {
    # What everybody reads, the same whoever they are.
    "cases": (EVERYBODY, EVERYBODY),
    "cases_csv": (EVERYBODY, EVERYBODY),
    "case_figures": (EVERYBODY, EVERYBODY),
    "case_figures_csv": (EVERYBODY, EVERYBODY),
    "cases_learnt": (EVERYBODY, EVERYBODY),
    "cases_feed": (EVERYBODY, EVERYBODY),
    "case": (EVERYBODY, EVERYBODY),
    "my_cases": (SIGNED_IN, SIGNED_IN),
    # The case and what is in it.
    "my_case": (READ, READ),
    "case_papers": (READ, READ),
    "case_write": (READ, READ),
    "case_file_add": (READ, READ),
    "case_file": (READ, READ),
    "case_piece_hide": (WORK, WORK),
    # Settling it: no more once there is a finding.
    "case_settle": (SIDES + BOARD, NOBODY),
    "case_withdraw": ("cd", NOBODY),
    "case_to_panel": (NOBODY, NOBODY),  # it is before the panel
    "case_acknowledge": (NOBODY, NOBODY),  # it was
    "case_decline": (NOBODY, NOBODY),
    # Hearing it.
    "case_panel": (BOARD, NOBODY),
    "case_interest": ("p", NOBODY),
    "case_recuse": (WORK, WORK),
    "case_finding": ("p", NOBODY),
    "case_facts_send": (NOBODY, NOBODY),  # nothing is drafted
    "case_facts_answer": (NOBODY, NOBODY),  # they were not sent
    "case_go_on": (NOBODY, NOBODY),
    "case_finding_agree": (NOBODY, NOBODY),
    "case_finding_decide": (NOBODY, NOBODY),
    "case_appeal": (NOBODY, NOBODY),  # there is no finding yet, and then the time is over
    "case_appeal_withdraw": (NOBODY, NOBODY),
    "case_answer": (NOBODY, "re"),
    "case_note": (NOBODY, NOBODY),  # one waits already
    "case_note_confirm": (NOBODY, BOARD),  # who proposed it can only drop it
    "case_remedy_report": (NOBODY, "re"),
    "case_remedy_check": (NOBODY, BOARD),
    "case_closing": (NOBODY, NOBODY),  # it is put right first
    "case_clock_stop": (WORK, NOBODY),
    "case_clock_restart": (NOBODY, NOBODY),  # it runs
    "case_clock_clear": (NOBODY, NOBODY),  # nothing is overdue
}
# Not of one case; who may raise one is in tests/compact/test_cases_raising_pages.py.
ELSEWHERE = {"case_raise"}


class World:
    """Two cases between the same two sides; nobody is anything else in the second."""

    note = remedy = None  # before there is a finding

    def __init__(self):
        ours, council = OrganisationFactory(), PublicBodyFactory()
        self.undertaking = cases.undertaking()
        self.facts = {"organisation": ours, "against_body": council}
        self.people = {
            "c": DelegateFactory(organisation=ours).user,
            "d": UserFactory(office=SUPPORT_UNIT),
            "r": cases.officer_of(council),
            "e": cases.officer_of(council),
            "p": UserFactory(office=COMPACT_BOARD),
            "b": UserFactory(office=COMPACT_BOARD),
            "s": UserFactory(office=SUPPORT_UNIT),
            "k": UserFactory(office=COMPACT_BOARD),
            "i": seated("public", body=council),
            "t": DelegateFactory().user,
            "o": cases.officer_of(PublicBodyFactory()),
        }
        DelegateFactory(organisation=ours, user=self.people["d"])
        self.people["e"].groups.add(*self.people["b"].groups.all())
        self.clients = {letter: Client() for letter in WHO}
        for letter, person in self.people.items():
            self.clients[letter].force_login(person)

    def case(self, step):
        made = cases.case(at=step, undertakings=[self.undertaking], **self.facts)
        now, side = timezone.now(), self.people
        PanelMember.objects.create(
            case=made, person=side["p"], side="sector", named_at=now, sits_since=now
        )
        Recusal.objects.create(case=made, person=side["k"], because="A friend.", at=now)
        file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
        self.piece = services.hand_in(made, Written(title="Letter"), file, by=side["c"])
        return made

    def heard(self):
        made = self.case(Step.REMEDY)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        made.public_from = yesterday
        made.save(update_fields=["public_from"])
        finding = Finding.objects.create(
            case=made,
            facts="Three days.",
            drafted_at=timezone.now(),
            decided_on=yesterday,
            agreed=3,
            of_members=3,
        )
        Conclusion.objects.create(
            finding=finding, cited=made.cites.get(), result="not-kept", reasons="Too short."
        )
        self.note = FindingNote.objects.create(
            finding=finding,
            kind="correction",
            words="It was two days.",
            by=self.people["p"],
            proposed_at=timezone.now(),
        )
        self.remedy = Remedy.objects.create(finding=finding, what="Ask again.", due_on=yesterday)
        return made


def addresses(case, world):
    """Every named address of cases with this case in it."""
    known = {"reference": case.reference, "key": world.piece.key}
    keys = {"case_note_confirm": world.note, "case_remedy_report": world.remedy}
    keys["case_remedy_check"] = world.remedy
    for pattern in urls.urlpatterns:
        if pattern.name not in ELSEWHERE:
            wanted = pattern.pattern.converters
            known["pk"] = keys[pattern.name].pk if keys.get(pattern.name) else 0
            yield (
                pattern.name,
                reverse(f"compact:{pattern.name}", kwargs={name: known[name] for name in wanted}),
            )


def test_every_address_has_a_row():
    assert {pattern.name for pattern in urls.urlpatterns} == set(ROWS) | ELSEWHERE


@pytest.mark.parametrize("after", [False, True], ids=["before a finding", "after it is public"])
def test_who_gets_which_page(after):
    world = World()
    case = world.heard() if after else world.case(Step.PANEL)
    got, wrong = {}, []
    for name, address in addresses(case, world):
        got[name] = ""
        for letter, client in world.clients.items():
            if ROWS[name][after] == EVERYBODY and letter not in EVERYBODY:
                continue
            answer = client.get(address)
            if answer.status_code == 200:
                got[name] += letter
            elif not _is_fair(answer, address, letter, case):
                wrong.append(f"{name}: who {WHO[letter]} gets {answer.status_code}")
    assert wrong == []
    assert got == {name: _in_order(row[after]) for name, row in ROWS.items()}


def _in_order(letters):
    return "".join(letter for letter in WHO if letter in letters)


def _is_fair(answer, address, letter, case):
    """To who does not read the case nothing of it is there; who reads it is sent back to it at most."""
    if letter == "a":
        return answer.status_code == 302 and answer.url.startswith("/accounts/login/")
    if answer.status_code == 404:
        return True
    return letter in READ and answer.status_code == 302 and answer.url in (case.own_url, "/my/")


def test_nobody_without_a_part_does_anything_there_either():
    world = World()
    case = world.case(Step.PANEL)
    done = [
        (name, WHO[letter], answer.status_code)
        for name, address in addresses(case, world)
        if address.startswith(case.own_url)
        for letter in "kito"
        if (answer := world.clients[letter].post(address, {"act": "yes"})).status_code
        not in {404, 405}
    ]
    assert done == []


def test_what_was_withheld_from_a_side_is_there_for_those_who_work_on_it_alone():
    world = World()
    case = world.case(Step.PANEL)
    kept = services.write_message(
        case, Written("For the Board.", readers=frozenset()), by=world.people["s"]
    )
    read = [
        letter
        for letter, client in world.clients.items()
        if "For the Board." in client.get(f"{case.own_url}papers/", follow=True).content.decode()
    ]
    assert "".join(read) == WORK
    assert not kept.to_complainant
