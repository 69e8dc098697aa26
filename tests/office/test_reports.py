"""Reports of the staff, their files, the history of a record, and who held which office when."""

import csv
import datetime as dt
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import openpyxl
import pytest

from assembly.accounts import services
from assembly.accounts.models import OfficeTerm
from assembly.core.events import acts, record
from assembly.core.models import Event
from tests.factories.funding import AwardFactory
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    UserFactory,
    give_office,
)
from tests.factories.partners import AppointmentFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def support(client, dev):
    client.force_login(dev)
    return client


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet_of(response):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_a_report_is_a_table_a_csv_and_an_xlsx(support):
    OrganisationFactory(name="Kennet Carers", org_id="GB-CHC-1", member=True)
    page = support.get("/cms/reports/organisations/").content.decode()
    assert "Kennet Carers" in page
    assert "GB-CHC-1" in page
    head, row = rows_of(support.get("/cms/reports/organisations/?export=csv"))
    assert head[:3] == ["Organisation", "Status", "Official number"]
    assert row[:3] == ["Kennet Carers", "Member", "GB-CHC-1"]
    head, row = sheet_of(support.get("/cms/reports/organisations/?export=xlsx"))
    assert row[0] == "Kennet Carers"


def test_a_report_is_narrowed_and_so_are_its_files(support):
    OrganisationFactory(name="Inside Choir", member=True)
    OrganisationFactory(name="Lapsed Choir", lapsed=True)
    page = support.get("/cms/reports/organisations/?status=member").content.decode()
    assert "Inside Choir" in page
    assert "Lapsed Choir" not in page
    rows = rows_of(support.get("/cms/reports/organisations/?status=member&export=csv"))
    assert [row[0] for row in rows] == ["Organisation", "Inside Choir"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_spreadsheet_runs_nothing_that_was_typed_into_a_form(support, kind):
    OrganisationFactory(name='=HYPERLINK("http://evil.example")', member=True)
    response = support.get(f"/cms/reports/organisations/?export={kind}")
    rows = rows_of(response) if kind == "csv" else sheet_of(response)
    assert rows[1][0] == '\'=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize(
    "name", ["organisations", "delegates", "appointments", "awards", "offices"]
)
def test_a_longer_report_asks_the_database_no_more_often(support, name):
    def more():
        organisation = OrganisationFactory(member=True)
        DelegateFactory(organisation=organisation)
        AwardFactory(recipient=organisation)
        AppointmentFactory()
        OfficeTerm.objects.create(
            user=UserFactory(), office="Scrutineer", began_on=dt.date(2008, 1, 1)
        )

    more()
    address = f"/cms/reports/{name}/"
    support.get(address)
    with CaptureQueriesContext(connection) as few:
        support.get(address)
    for _ in range(5):
        more()
    with CaptureQueriesContext(connection) as many:
        support.get(address)
    assert len(many) <= len(few)


# The history of a record


def test_the_events_of_a_record_are_told_in_words(support, asha, dev):
    organisation = OrganisationFactory(name="Kennet Carers 2", member=True)
    other = OrganisationFactory(member=True)
    record("membership.applied", organisation, by=asha, acting_for=organisation)
    record("membership.admitted", organisation, by=dev)
    record("membership.admitted", other, by=dev)
    page = support.get(f"/cms/record/membership.organisation/{organisation.pk}/").content.decode()
    assert "Asha Amin, for Kennet Carers 2" in page
    assert "applied for membership" in page
    assert page.index("admitted the organisation as a member") < page.index(
        "applied for membership"
    )
    assert page.count("admitted the organisation as a member") == 1


def test_somebody_erased_is_a_former_user_in_the_history(support, carys):
    organisation = OrganisationFactory(member=True)
    record("membership.applied", organisation, by=carys, acting_for=organisation)
    services.close_account(carys)
    page = support.get(f"/cms/record/membership.organisation/{organisation.pk}/").content.decode()
    assert "a former user, for" in page
    assert "Carys" not in page


def test_a_kind_without_a_page_is_not_there(support, dev):
    assert support.get(f"/cms/record/core.event/{dev.pk}/").status_code == 404
    assert support.get("/cms/record/nothing/1/").status_code == 404
    assert support.get("/cms/record/membership.organisation/999999999/").status_code == 404


def test_the_screens_of_a_register_lead_to_the_history(support):
    organisation = OrganisationFactory(member=True)
    page = support.get(f"/cms/organisation/edit/{organisation.pk}/").content.decode()
    assert f"/cms/record/membership.organisation/{organisation.pk}/" in page


def test_every_event_has_a_sentence_for_people():
    assert len(list(acts)) > 40
    for act in acts:
        assert " " in act.sentence, act.name
        assert act.sentence[0].islower() or act.sentence[0].isupper()
        assert not act.sentence.endswith("."), act.name


# Who held which office when


def test_the_page_of_a_person_gives_no_office(client, carys):
    client.force_login(UserFactory(is_superuser=True))
    office = UserFactory(office="Scrutineer").groups.get()
    address = f"/cms/users/edit/{carys.pk}/"
    assert client.get(address).status_code == 200
    form = {"email": carys.email, "name": "Carys Coleman", "is_active": "on"}
    client.post(address, form | {"groups": [office.pk]})
    carys.refresh_from_db()
    assert carys.name == "Carys Coleman"
    assert not carys.groups.exists()
    assert not carys.office_terms.exists()


def test_a_group_joined_past_the_screens_gives_nothing_and_is_put_right(carys):
    carys.groups.add(UserFactory(office="Support Unit").groups.get())
    assert not carys.has_perm("wagtailadmin.access_admin")
    services.note_ended_offices()
    assert not carys.groups.exists()


def test_what_the_clock_ended_is_written_down_once(carys):
    today = timezone.localdate()
    term = give_office(carys, "Scrutineer", ends_on=today)
    services.note_ended_offices()
    services.note_ended_offices()
    term.refresh_from_db()
    assert term.ended_on == today
    assert not carys.groups.exists()
    [event] = Event.objects.filter(name="accounts.office_ended")
    assert (event.subject_id, event.actor_id) == (carys.pk, None)


def test_the_report_of_offices_shows_terms_and_who_left(support, carys):
    OfficeTerm.objects.create(
        user=carys, office="Scrutineer", began_on=dt.date(2008, 1, 1), ended_on=dt.date(2009, 1, 1)
    )
    services.close_account(carys)
    page = support.get("/cms/reports/offices/").content.decode()
    assert "Scrutineer" in page
    assert "a former user" in page


def test_everybody_can_read_who_held_which_seat_when(client):
    first, then, last = (dt.date(year, 1, 1) for year in (2001, 2003, 2005))
    old = AppointmentFactory(name="Ann Abel", starts_on=first, ends_on=then, ended_on=then)
    AppointmentFactory(seat=old.seat, name="Bob Bell", starts_on=then, ends_on=last)
    AppointmentFactory(name="Cat Cole")
    page = client.get("/representatives/history/").content.decode()
    assert page.index("Bob Bell") < page.index("Ann Abel")
    assert "31 December 2002" in page
    narrowed = client.get(f"/representatives/history/?partnership={old.seat.partnership.slug}")
    assert "Ann Abel" in narrowed.content.decode()
    assert "Cat Cole" not in narrowed.content.decode()


# Lists of the staff


def test_the_lists_of_the_staff_are_narrowed(support):
    OrganisationFactory(
        name="Ashmere Choir", status="applied", applied_on=timezone.localdate() - 3 * DAY
    )
    OrganisationFactory(name="Burford Band", status="applied", applied_on=timezone.localdate())
    page = support.get("/cms/applications/?q=choir").content.decode()
    assert "Ashmere Choir" in page
    assert "3\xa0days" in page
    assert "Burford Band" not in page
    now = {"starts_on": timezone.localdate() - DAY, "ends_on": timezone.localdate() + 300 * DAY}
    seat = AppointmentFactory(name="Ann Abel", **now).seat
    AppointmentFactory(name="Bob Bell", **now)
    page = support.get(f"/cms/representatives/?partnership={seat.partnership.pk}").content.decode()
    assert "Ann Abel" in page
    assert "Bob Bell" not in page
