"""The county in which Compact cases are walked: a Compact with two promises, a Board of seven, two sides."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from assembly.compact.models import Case
from assembly.consultations.publishing import body_pages, services
from assembly.core.services import sync_roles
from assembly.partners.models import Appointment, Partnership, Seat
from home.standing_pages import make_missing_pages
from tests.browser.walk import follow, heading, press, reads
from tests.factories import compact
from tests.factories.consultations import officer_of, proposal
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import (
    AppointmentFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)

TITLE = "The town bus"
BEGINS = "2026-03-02T10:00+00:00"
TERM = {"starts_on": dt.date(2025, 6, 1), "ends_on": dt.date(2028, 6, 1)}
# Four for the sector, three for public bodies; nobody is chair.
SECTOR = ("Lena Lind", "Mo Marsh", "Nell North", "Ola Orme")
PUBLIC = ("Pia Park", "Quin Quick", "Rae Reed")


def county(walk, asha, member, dev):
    sync_roles()
    make_missing_pages()
    walk.clock.move_to(BEGINS)
    edition = compact.draft()
    compact.write(
        edition,
        "C2",
        "Written consultations run for twelve weeks.",
        code="consultation",
        title="Twelve weeks",
        party="public-body",
    )
    compact.write(edition, "F9", "We send our reports on time.", title="Report on time")
    compact.published(edition)
    body = PublicBodyFactory(name="Wessex Council", slug="wessex")
    body_pages.make_body_pages()
    found = SimpleNamespace(
        asha=asha,
        member=member,
        dev=dev,
        body=body,
        hari=officer_of(body, name="Hari Hale", email="hari@example.org"),
        board={},
    )
    _seat_the_board(found)
    return found


def _seat_the_board(found):
    board = PartnershipFactory(
        name="Compact Board", slug="compact-board", kind=Partnership.Kind.COMPACT
    )
    SeatFactory(partnership=board, title="Chair", side=Seat.Side.CHAIR, filling="co-opted")
    for number, name in enumerate((*SECTOR, *PUBLIC), 1):
        is_public = name in PUBLIC
        first = name.split()[0].lower()
        user = UserFactory(name=name, email=f"{first}@example.org", office="Compact Board")
        seat = SeatFactory(
            partnership=board,
            title=f"Seat {number}",
            side=Seat.Side.PUBLIC if is_public else Seat.Side.SECTOR,
            filling=Seat.Filling.NAMED if is_public else Seat.Filling.MEMBERS,
        )
        AppointmentFactory(
            seat=seat,
            user=user,
            name=name,
            basis=Appointment.Basis.NAMED if is_public else Appointment.Basis.ELECTED,
            organisation=None if is_public else OrganisationFactory(),
            body=PublicBodyFactory() if is_public else None,
            **TERM,
        )
        found.board[first] = user


def second_organisation(found):
    """One with a delegate of its own, for a case against an organisation."""
    found.other = OrganisationFactory(name="Avon Archers", member=True)
    found.olaf = UserFactory(name="Olaf Orr", email="olaf@example.org")
    DelegateFactory(organisation=found.other, user=found.olaf, role="lead")


def three_days(found):
    """A consultation of the council that is open for three days, with a reason."""
    opens_on = timezone.localdate()
    days = {"opens_on": opens_on, "closes_on": opens_on + dt.timedelta(days=3)}
    facts = proposal(title=TITLE, slug="bus", summary="When should it leave?", **days)
    draft = services.draft_consultation(found.body, facts, by=found.hari)
    draft.reason_code, draft.reason_text = "emergency", "The road is closed from Friday."
    services.revise_draft(draft, by=found.hari)
    board = UserFactory(email="gwen@example.org", office="Assembly Board")
    return services.publish_consultation(draft.page.get_latest_revision(), by=board)


def raise_from_consultation(walk, found, consultation):
    """From its page: who, when and which promise are there already."""
    page = walk.member(found.asha, consultation.get_absolute_url())
    follow(page, "Raise a case under the Compact")
    heading(page, "Raise a case under the Compact")
    walk.look(page)
    press(page, "Continue")
    assert page.get_by_label("C2: Twelve weeks").is_checked()
    press(page, "Check what you wrote")
    reads(page, "Say what happened.")
    page.get_by_label("What happened?").fill("Our trustees meet once a month.")
    page.get_by_label("What would put it right?").fill("Twelve weeks.")
    walk.look(page)
    press(page, "Check what you wrote")
    reads(page, "Our trustees meet once a month.")
    walk.look(page)
    press(page, "Raise the case")
    reads(page, "Case raised. Its number is")
    walk.look(page)
    return Case.objects.get()


def act(walk, user, case, name, button="", **fields):
    """Somebody opens the case, follows an act, fills its form in and sends it."""
    page = walk.staff(user, case.own_url)
    follow(page, name)
    fill(page, **fields)
    if button:
        walk.look(page)
        press(page, button)
        page.wait_for_load_state()
    return page


def fill(page, **fields):
    """By the first words of each label, with _ for spaces."""
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)


def acknowledge(walk, found, case):
    page = act(walk, found.board["lena"], case, "Acknowledge the case", "Acknowledge the case")
    reads(page, "We have told both sides.")


def midday(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def until_after(walk, day):
    """The clock goes to noon of the day after."""
    walk.until(midday(day + dt.timedelta(days=1)))


def now(case):
    case.refresh_from_db()
    return case


def is_public(walk, case):
    page = walk.anybody(case.get_absolute_url())
    return "Page not found" not in page.title()


def to_panel(walk, found, case):
    page = act(
        walk,
        found.asha,
        case,
        "Bring the case before the panel",
        "It was not settled: bring it before the panel",
    )
    reads(page, "Before the panel")


def name_panel(walk, user, case, *names):
    page = act(walk, user, case, "Name or replace those who hear it")
    for name in names:
        page.get_by_label(name).check()
    walk.look(page)
    press(page, "Name them")
    page.wait_for_load_state()
    return page


def sit(walk, found, case, *firsts):
    for first in firsts:
        page = act(walk, found.board[first], case, "Say whether you have an interest")
        page.get_by_label("I have no interest in this case").check()
        press(page, "Continue")
        page.wait_for_load_state()


def has_an_interest(walk, user, case):
    page = act(walk, user, case, "Say whether you have an interest")
    page.get_by_label("I have an interest, so I keep out of it").check()
    page.get_by_label("What your interest is").fill("My brother is on its committee.")
    walk.look(page)
    press(page, "Continue")
    page.wait_for_load_state()
    assert "Page not found" in walk.staff(user, case.own_url).title()


def set_out_the_facts(walk, found, case, first, words):
    page = act(walk, found.board[first], case, "Write the facts and the finding")
    page.get_by_label("The facts").first.fill(words)
    walk.look(page)
    press(page, "Save the draft")
    page = act(walk, found.board[first], case, "Send the facts to both sides", "Send the facts")
    reads(page, "Correction of facts")


def correct_the_facts(walk, user, case, words=""):
    page = act(walk, user, case, "Correct the facts")
    page.get_by_label("What is wrong or missing").fill(words)
    walk.look(page)
    press(page, "Send the answer")
    page.wait_for_load_state()


def find(walk, found, case, firsts, result, *, cause="", remedy=None):
    """One writes what they find, all agree, and the first decides."""
    user = found.board[firsts[0]]
    page = act(walk, user, case, "Write the facts and the finding")
    number = case.cites.get().undertaking.number
    page.get_by_label(f"{number}: was it kept?").select_option(result)
    if cause:
        page.get_by_label(f"{number}: the cause").select_option(cause)
    page.get_by_label(f"{number}: the reasons").fill("Nobody asked whether it could wait.")
    if remedy:
        what, day = remedy
        page.get_by_label("Remedy 1: what has to be done").fill(what)
        page.get_by_label("Remedy 1: by when").fill(day.isoformat())
    walk.look(page)
    press(page, "Save the draft")
    page.wait_for_load_state()
    agree_and_decide(walk, found, case, firsts)


def agree_and_decide(walk, found, case, firsts):
    for first in firsts:
        page = act(walk, found.board[first], case, "Agree to the finding")
        page.get_by_label("I agree", exact=True).check()
        walk.look(page)
        press(page, "Save")
        page.wait_for_load_state()
    page = act(walk, found.board[firsts[0]], case, "Decide the finding")
    box = page.get_by_label("I have looked for names")
    if box.count():
        box.check()
    walk.look(page)
    press(page, "Decide the finding")
    page.wait_for_load_state()


def words_on(walk, user, case, name, label, said, button):
    """An act whose form is one field of words that everybody reads."""
    page = act(walk, user, case, name)
    page.get_by_label(label).fill(said)
    walk.look(page)
    press(page, button)
    page.wait_for_load_state()
    return page
