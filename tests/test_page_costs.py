"""What a public page costs a visitor who has not signed in, drawn anew: queries and templates, for 10 rows and 30."""

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

from django.db import connection
from django.test import Client, override_settings
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from assembly.compact.models import Code, Undertaking, UndertakingText
from assembly.consultations.models import Consultation, Response
from assembly.consultations.publishing import services as consultations
from assembly.core import public_token
from home.models import NewsIndexPage, NewsPage
from home.standing_pages import make_missing_pages
from tests.factories.compact import published
from tests.factories.consultations import OfficerFactory, act_for, proposal
from tests.factories.elections import DAY, CandidateFactory, ContestFactory
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import DistrictFactory, OrganisationFactory, UserFactory
from tests.factories.partners import (
    AppointmentFactory,
    MeetingFactory,
    PartnershipFactory,
    PublicBodyFactory,
    SeatFactory,
)
from tests.world import rolled_back

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 30
# A group has most: its members, convenor, next meeting, partnerships, open actions and observers.
QUERIES_AT_MOST = 12


class Small:
    """One of each page's records, and rows that hang on it."""

    def __init__(self) -> None:
        today, board = timezone.localdate(), UserFactory(office="Assembly Board")
        self.member = OrganisationFactory(name="Kennet Carers", member=True)
        self.group = GroupFactory(name="Health", convenor=board)
        self.code = Code.objects.first()
        self.edition = published(A1="To answer.")
        self.partnership = PartnershipFactory()
        self.meeting = MeetingFactory(partnership=self.partnership, held_on=today - 20 * DAY)
        self.contest = ContestFactory(
            election__slug="board", election__poll_opens=timezone.now() + 20 * DAY
        )
        officer = OfficerFactory(body=PublicBodyFactory(slug="council"), user=UserFactory())
        act_for(officer.body, officer.user)
        make_missing_pages()
        days = {"opens_on": today, "closes_on": today + 84 * DAY}
        drafted = consultations.draft_consultation(
            officer.body, proposal(title="Buses", slug="buses", **days), by=officer.user
        )
        consultations.publish_consultation(drafted.page.get_latest_revision(), by=board)
        self.consultation = Consultation.objects.get()

    def add(self, numbers: range) -> None:
        today = timezone.localdate()
        term = {"starts_on": today - 300 * DAY, "ends_on": today + 300 * DAY}
        for number in numbers:
            other = OrganisationFactory(name=f"Wardour Friends {number}", member=True)
            other.districts.add(DistrictFactory())
            person = UserFactory()
            GroupMembershipFactory(group=self.group, organisation=other)
            GroupMembershipFactory(group=GroupFactory(), organisation=self.member)
            AwardFactory(recipient=self.member, recipient_name=self.member.name)
            seat = SeatFactory(partnership=self.partnership)
            AppointmentFactory(seat=seat, user=person, organisation=self.member, **term)
            CandidateFactory(
                contest=self.contest,
                number=number + 1,
                name=person.name,
                organisation=other,
                user=person,
            )
            Response.objects.create(
                consultation=self.consultation, kind="organisation", organisation=other
            )
            undertaking = Undertaking.objects.create(
                code=self.code, number=f"Z{number}", order=number + 200
            )
            UndertakingText.objects.create(
                undertaking=undertaking, edition=self.edition, text="To answer.", party="both"
            )
            NewsIndexPage.objects.get().add_child(
                instance=NewsPage(title=f"Item {number}", slug=f"item-{number}", summary="New.")
            )
        public_token.change()  # as an act would do

    @property
    def pages(self) -> dict[str, str]:
        return {
            "home": "/",
            "register": "/members/",
            "organisation": self.member.get_absolute_url(),
            "consultation": self.consultation.get_absolute_url(),
            "funding": "/funding/",
            "election": self.contest.election.get_absolute_url(),
            "representatives": "/representatives/",
            "group": self.group.get_absolute_url(),
            "code": self.code.get_absolute_url(),
        }


def costs(address: str) -> SimpleNamespace:
    """Of the second time that a page is asked for: what all pages share has been read by then."""
    drawn: list[str] = []

    def note(template, **kwargs) -> None:
        drawn.append(template.name)

    visitor = Client()
    assert visitor.get(address).status_code == 200
    template_rendered.connect(note)
    try:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
    finally:
        template_rendered.disconnect(note)
    return SimpleNamespace(queries=[one["sql"] for one in queries], templates=Counter(drawn))


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker) -> Iterator[list[dict[str, SimpleNamespace]]]:
    with django_db_blocker.unblock(), rolled_back(), override_settings(PAGE_CACHE=False):
        small, found = Small(), []
        for numbers in (range(FEW), range(FEW, MANY)):
            small.add(numbers)
            found.append({name: costs(address) for name, address in small.pages.items()})
        yield found


def test_no_page_asks_more_often_than_it_may(measured):
    for found in measured:
        many = {
            name: one.queries for name, one in found.items() if len(one.queries) > QUERIES_AT_MOST
        }
        assert many == {}


def test_more_rows_cost_no_more_queries(measured):
    few, many = ({name: len(one.queries) for name, one in found.items()} for found in measured)
    assert few == many


def test_more_rows_cost_no_more_templates(measured):
    few, many = ({name: one.templates for name, one in found.items()} for found in measured)
    assert few == many
