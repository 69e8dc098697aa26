"""The front page: what is open now, figures, news."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from assembly.consultations.publishing import services
from assembly.core import public_token
from home import front_page
from home.front_page import Notice
from home.models import NewsIndexPage, NewsPage
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.elections import DAY, POLL_OPENS, ElectionFactory
from tests.factories.membership import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def notice(heading, days_left):
    return Notice(
        kind="Consultation",
        heading=heading,
        url="/consultations/",
        action="Respond",
        closes_at=dt.datetime(2009, 3, 2, tzinfo=LONDON) + dt.timedelta(days_left),
        days_left=days_left,
        host="The council",
    )


@pytest.fixture
def open_now(monkeypatch):
    """Say what is open, whatever the other apps hold."""

    def say(*notices):
        monkeypatch.setattr(front_page, "SOURCES", (lambda _at: iter(notices),))

    return say


def shown(client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_what_closes_first_stands_first_with_its_days_left(client, open_now):
    open_now(notice("Libraries", 50), notice("Buses", 1), notice("Parks", 0))
    page = shown(client)
    assert page.index("Parks</a>") < page.index("Buses</a>") < page.index("Libraries</a>")
    assert '<span class="asm-notice__days">50</span> days left' in page
    assert '<span class="asm-notice__days">1</span> day left' in page
    assert '<span class="asm-notice__days">Last</span> day' in page
    assert "Closes at 11.59pm on Sunday 1 March 2009" in page


def test_the_board_is_short(client, open_now):
    open_now(*(notice(f"Question {n}", n) for n in range(9)))
    page = shown(client)
    assert "Question 5" in page
    assert "Question 6" not in page


def test_it_says_so_when_nothing_is_open(client, open_now):
    open_now()
    assert "Nothing waits for your answer today" in shown(client)


def test_figures_count_members_and_leave_noughts_out(client, open_now):
    open_now()
    assert "The Assembly in figures" not in shown(client)
    OrganisationFactory.create_batch(2, member=True)
    OrganisationFactory(applied=True)
    public_token.change()  # as every act does
    page = shown(client)
    assert '<span class="asm-figure__value">2</span>' in page
    assert ">groups and forums<" not in page


def test_the_latest_news_stand_on_it_and_drafts_do_not(client, open_now):
    open_now()
    index = NewsIndexPage.objects.get()
    for n in range(1, 6):
        index.add_child(
            instance=NewsPage(
                title=f"Item {n}",
                slug=f"item-{n}",
                summary="…",
                published_on=dt.date(2009, 1, n),
                live=n != 5,
            )
        )
    page = shown(client)
    assert "Item 4" in page
    assert "Item 2" in page
    assert "Item 1" not in page
    assert "Item 5" not in page


def test_a_stranger_is_invited_to_join_and_a_member_to_meet(client, open_now, asha):
    def invited():
        return shown(client).partition("asm-hero__actions")[2].partition("</div>")[0]

    open_now()
    assert "Join the Assembly" in invited()
    client.force_login(asha)
    hero = invited()
    assert "Join the Assembly" not in hero
    assert "Go to My Assembly" in hero


def test_the_number_of_queries_does_not_grow(client, open_now, django_assert_max_num_queries):
    open_now(*(notice(f"Question {n}", n) for n in range(6)))
    OrganisationFactory.create_batch(20, member=True)
    client.get("/")
    with django_assert_max_num_queries(15):
        client.get("/")


POLL_CLOSES = POLL_OPENS + 7 * DAY  # at nine in the morning

# when                                   what it says   closes on          days left
ELECTION_OVER_TIME = [
    (POLL_OPENS - 36 * DAY,              None,          None,               None),
    (POLL_OPENS - 35 * DAY,              "Nominations", POLL_OPENS - 14 * DAY, 21),
    (POLL_OPENS - 14 * DAY,              None,          None,               None),
    (POLL_OPENS,                         "Voting",      POLL_CLOSES,        7),
    (POLL_CLOSES - dt.timedelta(hours=1), "Voting",     POLL_CLOSES,        0),
    (POLL_CLOSES,                        None,          None,               None),
]  # fmt: skip


@pytest.mark.parametrize(("at", "kind", "closes_at", "days_left"), ELECTION_OVER_TIME)
def test_an_election_stands_on_the_board_while_it_takes_something(at, kind, closes_at, days_left):
    ElectionFactory(public_key="key", roll_frozen_at=POLL_OPENS - 7 * DAY)
    found = front_page.notices(at)
    assert [(n.kind, n.closes_at, n.days_left) for n in found] == (
        [(kind, closes_at, days_left)] if kind else []
    )


def test_nobody_is_called_to_vote_before_the_roll_is_frozen():
    ElectionFactory()
    assert front_page.notices(POLL_OPENS) == []


@pytest.mark.parametrize(("closes_on", "note"), [
    (dt.date(2008, 12, 1), "Week 5 of 12"),
    (dt.date(2008, 11, 24), "Short window: 7 days less than twelve weeks"),
])  # fmt: skip
def test_a_consultation_stands_on_the_board_with_its_week(closes_on, note):
    body = PublicBodyFactory()
    site_with(body)
    board = UserFactory(office="Assembly Board")
    facts = {"closes_on": closes_on, "reason_code": "budget", "reason_text": "The yearly budget."}
    draft = services.draft_consultation(body, proposal(**facts), by=officer_of(body))
    published_at = dt.datetime(2008, 9, 1, 10, tzinfo=LONDON)
    services.publish_consultation(draft.page.latest_revision, by=board, at=published_at)

    [found] = front_page.notices(dt.datetime(2008, 10, 8, 12, tzinfo=LONDON))
    assert found.host == "Wiltshire County Council"
    assert found.note == note
    assert found.url == "/consultations/wcc/day-services/"
    assert found.days_left == (closes_on - dt.date(2008, 10, 8)).days
    assert found.closes_at == dt.datetime.combine(
        closes_on + dt.timedelta(1), dt.time.min, tzinfo=LONDON
    )
    assert front_page.notices(dt.datetime(2008, 12, 2, 0, tzinfo=LONDON)) == []
