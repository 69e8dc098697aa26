"""An event after it took place, and a comment on a passage, on a phone and a wide screen."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.consultations.commenting.services import put_text
from assembly.consultations.events import papers
from assembly.consultations.events.services import Details, plan_event, record_attendance
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.services import draft_consultation, publish_consultation
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
SOURCE = (
    "# What we want\n\nThe last bus leaves at six in the evening.\n\n- More buses\n- Later buses"
)


@pytest.fixture
def hari(db):
    body = PublicBodyFactory()
    site_with(body)
    return officer_of(body, name="Hari Hale", email="hari@example.org")


@pytest.fixture
def consultation(hari):
    gwen = UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board")
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + 84 * DAY}
    body = hari.officer_of.get().body
    drafted = draft_consultation(body, proposal(**days), by=hari)
    publish_consultation(drafted.page.get_latest_revision(), by=gwen)
    put_text(drafted, "Draft plan for buses", SOURCE, by=hari)
    return Consultation.objects.get(pk=drafted.pk)


@pytest.fixture
def asha(db):
    person = UserFactory(name="Asha Amin")
    carers = OrganisationFactory(name="Kennet Carers", slug="kennet-carers", member=True)
    DelegateFactory(organisation=carers, user=person, role="lead")
    return person


@pytest.fixture
def held(consultation, hari, asha):
    starts = timezone.now() - 3 * HOUR
    details = Details(
        title="Drop-in at Devizes library",
        starts_at=starts,
        ends_at=starts + 2 * HOUR,
        place="Devizes library, Sheep Street",
        audience="Anybody who takes the bus",
        access_notes="Hearing loop. Step-free. Parking behind the library.",
    )
    event = plan_event(consultation, details, by=hari, at=starts - DAY)
    carers = asha.delegations.get().organisation
    record_attendance(event, {carers: 4}, 2, by=hari)
    papers.publish_notes(event, "The bus stops too early.\n\nA carer: nobody asked us.", by=hari)
    papers.publish_summary(event, "People want later buses [1, 2].", by=hari)
    papers.save_draft(
        event, "notes", "Mrs Jane Smith: ring 01225 713000.\n\nA carer said it.", seen=0, by=hari
    )
    return event


def test_an_event_that_took_place(screen, axe, base_url, held):
    screen.goto(base_url + held.consultation.get_absolute_url())
    screen.get_by_role("link", name="Drop-in at Devizes library").click()
    axe(screen)
    screen.get_by_role("link", name="note 2").click()
    assert screen.url.endswith("#note-2")


def test_its_screens_for_the_officer(screen, axe, base_url, enter_as, held, hari):
    enter_as(screen, hari)
    consultation = held.consultation
    for name, *args in (
        ("event_list", consultation.pk),
        ("event_add", consultation.pk),
        ("event", held.pk),
        ("event_attendance", held.pk),
        ("paper_write", held.pk, "summary"),
        ("paper_check", held.pk, "notes"),
    ):
        screen.goto(base_url + reverse(f"consultations_events:{name}", args=args))
        axe(screen)
    screen.goto(base_url + reverse("consultations_commenting:text_put", args=[consultation.pk]))
    axe(screen)


def test_a_comment_on_a_passage(screen, axe, base_url, enter_as, consultation, asha):
    enter_as(screen, asha)
    screen.goto(base_url + consultation.get_absolute_url())
    screen.get_by_role("link", name="Read the draft text").click()
    axe(screen)
    screen.get_by_role("link", name="The last bus").click()
    axe(screen)
    screen.get_by_label("Your comment").fill("Our drivers finish at seven.")
    screen.get_by_label("Yes, with the name").check()
    screen.get_by_role("button", name="Send the comment").click()
    screen.get_by_text("Our drivers finish at seven.", exact=True).wait_for()
    axe(screen)
    screen.get_by_role("link", name="Take it back").click()
    axe(screen)
    screen.get_by_role("button", name="Take it back").click()
    screen.get_by_text("Your comment is taken back.").wait_for()
