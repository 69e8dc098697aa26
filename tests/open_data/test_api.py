"""The open-data API: what the pages show, in pages by key, with the manners HTTP asks for."""

import datetime as dt
import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from forums.groups.services import make_group_pages
from tests.factories.elections import CandidateFactory, ContestFactory
from tests.factories.forums import GroupFactory, GroupMeetingFactory, GroupMembershipFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db

LISTS = [
    "organisations",
    "districts",
    "groups",
    "bodies",
    "partnerships",
    "elections",
    "consultations",
    "awards",
]


def get(client, address, **headers):
    return client.get(f"/api/v1/{address}", headers=headers)


def names(client, address):
    return [item["name"] for item in get(client, address).json()["items"]]


def test_the_register_shows_whom_the_pages_show(client):
    OrganisationFactory(name="Member", member=True)
    OrganisationFactory(name="Applicant", status="applied")
    OrganisationFactory(name="Refused", status="refused")
    assert names(client, "organisations") == ["Member"]


def test_an_organisation_is_itself(client):
    made = OrganisationFactory(
        name="Kennet Carers", org_id="GB-CHC-1", postcode="SN8 1AA", member=True
    )
    found = get(client, f"organisations/{made.slug}").json()
    assert found["name"] == "Kennet Carers"
    assert found["org_id"] == "GB-CHC-1"
    assert found["member_since"] == made.admitted_on.isoformat()
    assert found["page"].endswith(f"/members/{made.slug}/")
    assert "SN8" not in json.dumps(found)  # the public page does not show it either


def test_a_list_is_read_page_by_page_whatever_is_added_meanwhile(client):
    made = [OrganisationFactory(name=f"O{n}", member=True) for n in range(5)]
    first = get(client, "organisations?limit=2").json()
    OrganisationFactory(name="Added", member=True)
    seen = [item["name"] for item in first["items"]]
    more = first["next"]
    while more:
        page = client.get(more).json()
        seen += [item["name"] for item in page["items"]]
        more = page["next"]
    assert seen == [*(organisation.name for organisation in made), "Added"]


def test_the_next_address_keeps_the_other_parameters(client):
    AwardFactory.create_batch(3, awarded_on=dt.date(2008, 5, 1), financial_year=2008)
    AwardFactory(awarded_on=dt.date(2006, 5, 1), financial_year=2006)
    page = get(client, "awards?year=2008&limit=2").json()
    assert "year=2008" in page["next"]
    assert len(client.get(page["next"]).json()["items"]) == 1


def test_a_group_without_a_published_page_is_not_there(client):
    GroupFactory(slug="hidden")
    assert get(client, "groups").json()["items"] == []
    assert get(client, "groups/hidden/organisations").status_code == 404


def test_seats_and_who_holds_them(client):
    today = timezone.localdate()
    year = dt.timedelta(days=365)
    held = AppointmentFactory(name="Ann Abel", starts_on=today - year, ends_on=today + year)
    SeatFactory(partnership=held.seat.partnership, title="Empty")
    [partnership] = get(client, "partnerships").json()["items"]
    holders = {
        seat["title"]: seat["holder"] and seat["holder"]["name"] for seat in partnership["seats"]
    }
    assert holders == {held.seat.title: "Ann Abel", "Empty": None}


def test_an_election_is_known_from_its_notice(client):
    contest = ContestFactory(election__poll_opens=timezone.now() + dt.timedelta(days=1))
    CandidateFactory(contest=contest, name="Ann Abel")
    ContestFactory(election__poll_opens=timezone.now() + dt.timedelta(days=900))
    [found] = get(client, "elections").json()["items"]
    assert found["slug"] == contest.election.slug
    assert [one["name"] for one in found["contests"][0]["candidates"]] == ["Ann Abel"]
    assert found["contests"][0]["result"] is None


def test_an_individual_is_not_named(client):
    AwardFactory(to_individual=True, recipient_name="", recipient_org_id="", recipient=None)
    [award] = get(client, "awards").json()["items"]
    assert award["recipient"] == "An individual"


def test_amounts_are_exact(client):
    AwardFactory(amount="1250.50")
    assert get(client, "awards").json()["items"][0]["amount"] == "1250.50"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("organisations?limit=0", "limit: Input should be greater than or equal to 1."),
        ("organisations?limit=many", "limit: Input should be a valid integer"),
        ("organisations?after=-1", "after: Input should be greater than or equal to 0."),
        (f"organisations?after={10**30}", "after:"),
        ("awards?year=12", "year: Input should be greater than or equal to 1990."),
        ("organisations/a%00b", "slug: String should match pattern"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_answered_with_a_sentence(client, address, sentence):
    response = get(client, address)
    assert response.status_code == 400
    assert sentence in response.json()["detail"]


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_parameter_is_refused_and_never_answered_with_everything(client, address):
    response = get(client, f"{address}?yaer=2007&limit=2")
    assert response.status_code == 400
    detail = response.json()["detail"]
    assert detail.startswith("This address has no parameter yaer. It takes: after, limit")
    assert get(client, f"{address}?utm_source=letter&fbclid=1&limit=2").status_code == 200


def test_the_refusal_names_what_each_address_takes(client):
    assert "It takes: after, limit, year." in get(client, "awards?body=1").json()["detail"]
    made = OrganisationFactory(member=True)
    answer = get(client, f"organisations/{made.slug}?year=2007")
    assert (answer.status_code, "It takes none." in answer.json()["detail"]) == (400, True)


def test_nothing_is_written_by_a_program_that_sends_no_token_either():
    browser = Client(enforce_csrf_checks=True)
    for method in ["post", "put", "patch", "delete"]:
        for address, status in (("awards", 405), ("openapi.json", 405), ("nothing", 404)):
            answer = getattr(browser, method)(f"/api/v1/{address}")
            assert (method, address, answer.status_code) == (method, address, status)
            assert answer.json()["detail"]


@pytest.mark.parametrize("address", ["/api/v2/awards", "/api/awards", "/api/v1"])
def test_what_is_no_version_of_it_says_so_as_data(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize("address", ["organisations/nobody", "nothing", "organisations/a/b/c"])
def test_what_is_not_there_says_so_as_data(client, address):
    response = get(client, address)
    assert response.status_code == 404
    assert response.json()["detail"]


@pytest.mark.parametrize("address", LISTS)
def test_who_has_the_answer_already_is_told_so(client, address):
    response = get(client, address)
    again = get(client, address, **{"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    OrganisationFactory(member=True)
    if address == "organisations":
        assert get(client, address, **{"if-none-match": response["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_pages_of_other_sites_may_read_it_and_nothing_may_be_written(client, address):
    response = get(client, address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert client.head(f"/api/v1/{address}").status_code == 200
    for method in ["post", "put", "patch", "delete", "options"]:
        answer = getattr(client, method)(f"/api/v1/{address}")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert answer.json()["detail"] == "The API is read only: ask with GET or HEAD."


def more_of_everything():
    OrganisationFactory(member=True)
    AwardFactory(recipient=OrganisationFactory(member=True))
    AppointmentFactory(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2040, 1, 1))
    contest = ContestFactory(election__poll_opens=timezone.now())
    CandidateFactory(contest=contest)
    GroupMembershipFactory(group=GroupFactory())


@pytest.mark.parametrize("address", LISTS)
def test_a_longer_list_asks_the_database_no_more_often(client, address):
    more_of_everything()
    get(client, address)
    with CaptureQueriesContext(connection) as few:
        get(client, address)
    for _ in range(4):
        more_of_everything()
    with CaptureQueriesContext(connection) as many:
        get(client, address)
    assert len(many) <= len(few)


def test_the_page_for_people_names_every_address(client):
    page = client.get("/api/").content.decode()
    for address in LISTS:
        assert f"/api/v1/{address}" in page
    assert "Open Government Licence" in page


def test_announced_meetings_are_listed_without_their_links(client):
    group = GroupFactory(name="Health Group", slug="health")
    make_group_pages()
    GroupMeetingFactory(group=group, number=1, title="Draft", draft=True)
    GroupMeetingFactory(group=group, number=2, title="Autumn", link="https://example.org/room")
    answer = client.get("/api/v1/meetings")
    [meeting] = answer.json()["items"]
    assert (meeting["group"], meeting["number"], meeting["title"]) == ("health", 2, "Autumn")
    assert meeting["page"].endswith("/groups/health/meetings/2/")
    assert meeting["is_online"] is True
    assert "example.org/room" not in answer.content.decode()
