"""A public body made on the Support Unit's screen, on a site that was just installed."""

import datetime as dt

from django.contrib.auth.models import Group as Office
from django.urls import reverse

from wagtail.models import Page

import pytest
import time_machine

from assembly.consultations.models import BodyPage, ConsultationIndexPage, ConsultationPage
from assembly.consultations.publishing import body_pages
from assembly.consultations.publishing import services as consultations
from assembly.core.models import Event
from assembly.core.services import set_page_rights
from assembly.partners.bodies import rules, services
from assembly.partners.models import Department, Officer, PublicBody
from home.standing_pages import make_missing_pages
from tests.factories.consultations import OfficerFactory, editor_words, officer_of, proposal
from tests.factories.funding import AwardFactory
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

NEW = "/cms/publicbody/new/"


@pytest.fixture(autouse=True)
def _first_of_september():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def lines(name, *rows, known=0):
    """A formset as the form sends it: `known` of the rows are there already, the first ones."""
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": known}
    return data | {
        f"{name}-{place}-{field}": value
        for place, row in enumerate(rows)
        for field, value in row.items()
    }


def sent(*departments, known=0, officers=(), known_officers=0, **changed):
    return {
        "name": "Wiltshire Fire Authority",
        "short_name": "the fire service",
        "kind": "other",
        "website": "fire.example.org",
        **lines("departments", *departments, known=known),
        **lines("officers", *officers, known=known_officers),
        **changed,
    }


@pytest.fixture
def fire(support_unit):
    support_unit.post(NEW, sent({"name": "Prevention"}, {"name": "Rescue", "code": "R1"}))
    return PublicBody.objects.get()


def edit(body):
    return f"/cms/publicbody/edit/{body.pk}/"


def page_of(response):
    return response.content.decode()


def known(*departments):
    return [{"id": one.pk, "name": one.name, "code": one.code} for one in departments]


def test_a_body_has_its_page_its_group_and_its_departments_at_once(fire, client, dev):
    assert (fire.slug, fire.website) == ("wiltshire-fire-authority", "https://fire.example.org")
    assert client.get("/consultations/wiltshire-fire-authority/").status_code == 200
    assert list(fire.departments.values_list("name", "code")) == [
        ("Prevention", "prevention"),
        ("Rescue", "R1"),
    ]
    office = Office.objects.get(name="Officers of Wiltshire Fire Authority")
    assert {
        (row.page_id, row.permission.codename)
        for row in office.page_permissions.select_related("permission")
    } == {(fire.page.pk, "add_page"), (fire.page.pk, "change_page")}
    assert list(Event.objects.values_list("name", "actor_id")) == [
        ("partners.publicbody_added", dev.pk),
        ("partners.department_added", dev.pk),
        ("partners.department_added", dev.pk),
    ]


def draft(client, page, **changed):
    fields = {
        "title": "Fewer engines",
        "slug": "fewer-engines",
        "summary": "How many?",
        "stage": "formative",
        "opens_on": "2008-09-08",
        "closes_on": "2008-12-01",
        **editor_words(),
    }
    address = f"/cms/pages/add/consultations/consultationpage/{page.pk}/"
    return client.post(address, fields | changed)


def test_its_officer_drafts_below_its_page_and_nowhere_else(support_unit, fire, client):
    support_unit.post(NEW, sent(name="Wiltshire Police", short_name="the police"))
    police = PublicBody.objects.get(slug="wiltshire-police")
    officer = officer_of(fire)

    client.force_login(officer)
    draft(client, fire.page)
    draft(client, police.page, slug="elsewhere")
    page = ConsultationPage.objects.get()
    assert (page.slug, page.consultation.body, page.live) == ("fewer-engines", fire, False)
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    for other in (ConsultationIndexPage.objects.get(), police.page):
        assert client.get(f"/cms/pages/{other.pk}/edit/").status_code == 302


def test_what_its_officer_submits_reaches_the_board(fire, client):
    officer = officer_of(fire)
    board = UserFactory(office="Assembly Board")
    client.force_login(officer)
    draft(client, fire.page, **{"action-submit": "1"})
    page = ConsultationPage.objects.get()
    assert page.current_workflow_task_state.task.specific.groups.get().name == "Assembly Board"

    client.force_login(board)
    state = page.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert client.get("/consultations/wiltshire-fire-authority/fewer-engines/").status_code == 200


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("taken", "The page “Taken” has the address /consultations/taken/ already"),
        ("scorecard", "belongs to another part of the site"),
        ("wiltshire-fire-authority", "“Wiltshire Fire Authority” has the address"),
    ],
)
def test_an_address_that_is_taken_is_refused_in_words(support_unit, fire, slug, reason):
    index = ConsultationIndexPage.objects.get()
    other = PublicBody.objects.create(name="Taken", short_name="it", slug="other", kind="other")
    index.add_child(instance=BodyPage(body=other, title="Taken", slug="taken"))
    answer = support_unit.post(NEW, sent(name="Fire and Rescue", slug=slug))
    assert reason in page_of(answer)
    assert PublicBody.objects.count() == 2


def test_an_address_that_the_house_serves_is_refused(support_unit, monkeypatch):
    monkeypatch.setattr(
        "assembly.core.pages.is_served_by_django", lambda address: address == "/consultations/fire/"
    )
    answer = support_unit.post(NEW, sent(slug="fire"))
    assert "The address /consultations/fire/ belongs to another part of the site" in page_of(answer)
    assert not PublicBody.objects.exists()


def test_a_name_without_letters_needs_an_address_of_its_own(support_unit):
    assert "needs a letter or a digit" in page_of(support_unit.post(NEW, sent(name="!!")))
    support_unit.post(NEW, sent(name="!!", slug="bang"))
    assert PublicBody.objects.get().page.live


def test_before_the_site_has_its_pages_a_body_waits_for_its_own(support_unit):
    Page.objects.type(ConsultationIndexPage).delete()  # not as on the site, where nobody can
    support_unit.post(NEW, sent())
    assert not BodyPage.objects.exists()
    make_missing_pages()
    assert PublicBody.objects.get().page.live


def test_a_renamed_body_keeps_address_and_group(support_unit, fire, client):
    officer = officer_of(fire)
    office = officer.groups.get(name="Officers of Wiltshire Fire Authority")
    rows = known(*fire.departments.all())
    officers = [
        {"id": one.pk, "name": one.name, "post": one.post, "starts_on": one.starts_on}
        for one in fire.officers.all()
    ]
    support_unit.post(
        edit(fire),
        sent(
            *rows, known=2, officers=officers, known_officers=1, name="Fire and Rescue", slug="new"
        ),
    )
    fire.refresh_from_db()
    assert (fire.name, fire.slug) == ("Fire and Rescue", "wiltshire-fire-authority")
    assert "Fire and Rescue" in page_of(client.get("/consultations/wiltshire-fire-authority/"))
    office.refresh_from_db()
    assert office.name == "Officers of Fire and Rescue"
    assert list(office.user_set.all()) == [officer]
    assert Office.objects.filter(name__startswith="Officers of").count() == 1


def test_a_group_left_over_from_an_earlier_renaming_goes(fire):
    left_over = Office.objects.create(name="Officers of the Brigade")
    set_page_rights(left_over, {fire.page: ("add", "change")})
    body_pages.sync_officers(fire)
    assert not Office.objects.filter(pk=left_over.pk).exists()


def test_an_old_draft_brings_no_former_name_back(fire, support_unit):
    fire.page.save_revision()
    support_unit.post(
        edit(fire), sent(*known(*fire.departments.all()), known=2, name="Fire and Rescue")
    )
    page = BodyPage.objects.get()
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.title == "Fire and Rescue"


def test_departments_are_added_renamed_and_removed(fire, support_unit):
    prevention, rescue = fire.departments.all()
    rows = known(prevention, rescue)
    rows[0]["name"] = "Prevention and advice"
    rows[1]["DELETE"] = "on"
    support_unit.post(edit(fire), sent(*rows, {"name": "Training"}, known=2))
    assert list(fire.departments.values_list("name", "code")) == [
        ("Prevention and advice", "prevention"),
        ("Training", "training"),
    ]
    assert set(Event.objects.values_list("name", "subject_id").filter(name__contains="dep")) >= {
        ("partners.department_changed", prevention.pk),
        ("partners.department_deleted", rescue.pk),
    }


def test_a_department_that_is_used_stays(fire, support_unit):
    rescue = fire.departments.get(code="R1")
    AwardFactory(department=rescue)
    consultations.draft_consultation(fire, proposal(department=rescue), by=UserFactory())
    rows = known(*fire.departments.all())
    rows[1]["DELETE"] = "on"
    answer = page_of(support_unit.post(edit(fire), sent(*rows, known=2)))
    reason = "“Rescue” cannot be deleted, because it is used by 1 award and 1 consultation."
    assert reason in answer
    assert reason in page_of(support_unit.get(f"/cms/department/delete/{rescue.pk}/"))
    support_unit.post(f"/cms/department/delete/{rescue.pk}/")
    assert Department.objects.filter(pk=rescue.pk).exists()


def test_two_departments_of_one_name_or_code_are_refused(support_unit):
    answer = support_unit.post(NEW, sent({"name": "Rescue"}, {"name": "rescue"}))
    assert "Two departments are called “Rescue”" in page_of(answer)
    answer = support_unit.post(
        NEW, sent({"name": "Rescue", "code": "R"}, {"name": "Risk", "code": "r"})
    )
    assert "Two departments have the code “R”" in page_of(answer)
    assert not PublicBody.objects.exists()


def test_officers_are_entered_with_the_body_and_leave_it(support_unit, dev):
    jo = {"name": "Jo Jay", "post": "Chief", "starts_on": "2008-01-01"}
    support_unit.post(NEW, sent(officers=[jo]))
    body, officer = PublicBody.objects.get(), Officer.objects.get()
    assert (officer.body, officer.name, officer.user) == (body, "Jo Jay", None)
    assert Event.objects.get(name="partners.officer_added").actor_id == dev.pk

    row = {**jo, "id": officer.pk}
    wrong = {**row, "ends_on": "2007-01-01"}
    answer = support_unit.post(edit(body), sent(officers=[wrong], known_officers=1))
    assert "before the first day in the post" in page_of(answer)
    gone = {**row, "ends_on": "2008-09-01"}
    support_unit.post(edit(body), sent(officers=[gone], known_officers=1))
    officer.refresh_from_db()
    assert officer.ends_on == dt.date(2008, 9, 1)
    assert "Jo Jay" not in page_of(support_unit.get(edit(body)))


def test_whoever_leaves_a_body_loses_access_at_once(fire, support_unit):
    user = UserFactory(office="Public body officer")
    officer = OfficerFactory(body=fire, user=user)
    body_pages.sync_officers(fire)
    row = {"id": officer.pk, "name": officer.name, "post": officer.post}
    row |= {"starts_on": officer.starts_on, "ends_on": "2008-09-01"}
    rows = known(*fire.departments.all())
    support_unit.post(edit(fire), sent(*rows, known=2, officers=[row], known_officers=1))
    assert not user.groups.filter(name__startswith="Officers of").exists()


def test_a_body_that_ends_is_shown_under_its_successor(fire, support_unit, client):
    user = UserFactory(office="Public body officer")
    OfficerFactory(body=fire, user=user)
    body_pages.sync_officers(fire)
    consultation = consultations.draft_consultation(fire, proposal(), by=user)
    consultations.publish_consultation(
        consultation.page.get_latest_revision(), by=UserFactory(office="Assembly Board")
    )
    support_unit.post(NEW, sent(name="Dorset and Wiltshire Fire", short_name="the fire service"))
    new = PublicBody.objects.get(name__startswith="Dorset")
    ended = sent(*known(*fire.departments.all()), known=2, successor=new.pk)
    ended |= {"ended_on": "2008-09-01"} | lines("officers")
    support_unit.post(edit(fire), ended)
    fire.refresh_from_db()
    assert (fire.ended_on, fire.successor) == (dt.date(2008, 9, 1), None)  # that takes two people
    fire.successor = new
    services.change_body(fire, ["successor"], by=user)
    assert 'name="ended_on"' not in page_of(support_unit.get(edit(fire)))
    assert not user.groups.filter(name__startswith="Officers of").exists()

    shown = page_of(client.get(new.page.get_url()))
    assert "Day services" in shown
    assert "follows Wiltshire Fire Authority, which ended on 1 September 2008" in shown
    assert "Its departments were:" in shown
    assert "its successor" in page_of(client.get(fire.page.get_url()))


def test_other_offices_enter_no_body(client):
    client.force_login(UserFactory(office="Assembly Board"))
    client.post(NEW, sent())
    assert not PublicBody.objects.exists()


def test_no_body_follows_one_that_followed_it(dev):
    first, second, third = (
        services.enter_body(PublicBody(name=name, short_name=name, slug=name.lower()), by=dev)
        for name in ("First", "Second", "Third")
    )
    ended = dt.date(2008, 8, 1)
    for one, successor in ((first, second), (second, third)):
        one.ended_on, one.successor = ended, successor
        services.change_body(one, ["ended_on", "successor"], by=dev)
    assert not rules.may_end(third, ended, first)
    assert "came earlier" in rules.may_end(third, ended, first).reason
    assert "has ended: give the day" in rules.may_end(third, None, first).reason
