"""From an officer's draft to the Board's approval, through the Wagtail admin."""

import datetime as dt

from wagtail.models import TaskState

import pytest
import time_machine

from assembly.consultations.models import Consultation, ConsultationPage
from assembly.consultations.publishing import services
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.conftest import publish
from tests.consultations.test_guards import admin, fields_of
from tests.factories.consultations import editor_words, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_of_september():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=dt.UTC), tick=True):
        yield


def edit(client, user, consultation, **fields):
    client.force_login(user)
    return client.post(
        admin("edit", consultation.page.pk), fields_of(consultation, **fields), follow=True
    )


def submit(client, user, consultation, **fields):
    return edit(client, user, consultation, **fields, **{"action-submit": "1"})


def approve(client, user, consultation, **fields):
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return edit(client, user, consultation, **fields, **action)


def stored(consultation):
    return Consultation.objects.get(pk=consultation.pk)


@pytest.fixture
def short(council, hari):
    """The report's case: Monday to Thursday, and no reason."""
    return services.draft_consultation(council, proposal(closes_on=dt.date(2008, 9, 11)), by=hari)


def test_an_officer_submits_and_a_member_of_the_board_approves(client, draft, hari, gwen):
    submit(client, hari, draft, title="Day services for older people")
    assert not stored(draft).is_published
    approve(client, gwen, draft, title="Day services for older people")
    assert stored(draft).published_by == gwen
    page = client.get("/consultations/wcc/day-services/").content.decode()
    assert "Day services for older people" in page
    assert Event.objects.get(name="consultations.published").actor_id == gwen.pk


def test_approval_from_the_list_of_what_waits_publishes_too(client, draft, hari, gwen):
    submit(client, hari, draft)
    client.force_login(gwen)
    state = TaskState.objects.get()
    client.post(admin("workflow_action", draft.page.pk, "approve", state.pk))
    assert stored(draft).is_published


@pytest.mark.parametrize("who", ["hari", "dev"])
def test_the_officer_and_the_support_unit_cannot_approve(client, draft, hari, who, request):
    submit(client, hari, draft)
    approve(client, request.getfixturevalue(who), draft)
    state = TaskState.objects.get()
    client.post(admin("workflow_action", draft.page.pk, "approve", state.pk))
    assert not stored(draft).is_published


def test_a_page_that_waits_for_the_board_is_not_edited_meanwhile(client, draft, hari):
    submit(client, hari, draft)
    edit(client, hari, draft, closes_on="2008-09-09", reason_code="other", reason_text="Haste.")
    assert stored(draft).closes_on == dt.date(2008, 12, 1)


def test_the_new_page_form_drafts_for_the_body_it_stands_below(client, council, trust, hari):
    client.force_login(hari)
    fields = {
        "title": "Meeting rooms",
        "slug": "meeting-rooms",
        "summary": "Which rooms?",
        "question": "Which?",
        "stage": "options",
        "opens_on": "2008-09-08",
        "closes_on": "2008-12-01",
        **editor_words(),
        "action-submit": "1",
    }
    client.post(admin("add", "consultations", "consultationpage", council.page.pk), fields)
    consultation = Consultation.objects.get()
    assert (consultation.body, consultation.stage) == (council, "options")
    assert consultation.page.current_workflow_state is not None


def test_a_preview_stores_nothing(client, council, hari):
    client.force_login(hari)
    address = admin("preview_on_add", "consultations", "consultationpage", council.page.pk)
    fields = {
        "title": "Rooms",
        "slug": "rooms",
        "summary": "Which?",
        "question": "Which?",
        "stage": "options",
        "opens_on": "2008-09-08",
        "closes_on": "2008-09-11",
        **editor_words(),
    }
    assert client.post(address, fields).json()["is_valid"]
    assert "81 days short" in client.get(address).content.decode()
    assert not Consultation.objects.exists()


def test_a_draft_may_be_saved_with_its_days_missing(client, draft, hari):
    edit(client, hari, draft, opens_on="", closes_on="")
    assert stored(draft).window is None


def test_even_a_draft_refuses_days_in_the_wrong_order(client, draft, hari):
    response = edit(client, hari, draft, closes_on="2008-09-07")
    assert "The closing day is before the opening day." in response.content.decode()
    assert stored(draft).closes_on == dt.date(2008, 12, 1)


SENTENCES = [
    ({"opens_on": "2008-08-31"}, "The opening day, 31 August 2008, has passed"),
    ({"stage": "decided"}, "there is nothing to consult on"),
    ({"opens_on": "0008-09-08"}, "check the year"),
    ({"closes_on": "9999-12-01"}, "check the year"),
    ({"purpose": ""}, "This field is required"),
    ({"can_change": " "}, "This field is required"),
    ({"methods": []}, "This field is required"),
    ({"body-count": "0"}, "There is nothing to read yet."),
]


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES)
def test_what_cannot_be_published_is_not_submitted_and_the_form_says_why(
    client, draft, hari, fields, sentence
):
    response = submit(client, hari, draft, **fields)
    assert sentence in response.content.decode()
    assert not TaskState.objects.exists()


def test_a_short_window_with_its_reason_goes_to_the_board(client, short, hari, gwen):
    fields = {"reason_code": "budget", "reason_text": "The budget is set in November."}
    submit(client, hari, short, **fields)
    approve(client, gwen, short, **fields)
    page = client.get("/consultations/wcc/day-services/").content.decode()
    assert "81 days short of the twelve weeks" in page
    assert "The yearly budget: The budget is set in November." in page


def test_only_the_board_sees_and_sets_the_override(client, short, hari, gwen, george):
    override = {"without_reason": "on"}
    submit(client, hari, short, **override)
    assert not stored(short).without_reason
    edit(client, gwen, short, **override)
    response = approve(client, gwen, short, **override)
    assert "You asked for it, so another member has to publish." in response.content.decode()
    assert not stored(short).is_published
    approve(client, george, short, **override)
    assert stored(short).without_reason
    assert Event.objects.get(name="consultations.published_without_reason").actor_id == george.pk
    assert "in contravention" in client.get("/consultations/wcc/day-services/").content.decode()


def test_whoever_takes_the_override_over_is_the_one_who_asks(client, short, gwen, george):
    edit(client, gwen, short, without_reason="on")
    edit(client, george, short, without_reason="on")
    assert stored(short).without_reason_by == gwen
    edit(client, gwen, short)
    edit(client, george, short, without_reason="on")
    assert stored(short).without_reason_by == george


def test_an_override_nobody_asked_for_is_not_published(short, gwen):
    """A draft from before it took two."""
    Consultation.objects.filter(pk=short.pk).update(without_reason=True)
    with pytest.raises(RuleBroken, match="takes two members of the Assembly Board"):
        publish(short, by=gwen)


def test_a_change_by_anybody_else_takes_the_override_back(client, short, hari, gwen):
    edit(client, gwen, short, without_reason="on")
    assert stored(short).without_reason
    edit(client, hari, short)
    assert not stored(short).without_reason


@pytest.mark.parametrize("way", ["editor", "list"])
def test_an_approval_that_comes_too_late_is_refused_with_a_sentence(client, draft, hari, gwen, way):
    submit(client, hari, draft)
    state = TaskState.objects.get()
    with time_machine.travel(dt.datetime(2008, 9, 9, 10, 0, tzinfo=dt.UTC)):
        if way == "editor":
            response = approve(client, gwen, draft)
        else:
            client.force_login(gwen)
            response = client.post(
                admin("workflow_action", draft.page.pk, "approve", state.pk), follow=True
            )
    assert "The opening day, 8 September 2008, has passed" in response.content.decode()
    assert not stored(draft).is_published
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_changed_words_wait_for_the_board_and_leave_the_days(client, draft, hari, gwen):
    submit(client, hari, draft)
    approve(client, gwen, draft)
    published = stored(draft)
    submit(client, hari, published, title="Clearer words", closes_on="2008-09-10")
    assert ConsultationPage.objects.get().title == "Day services"
    approve(client, gwen, published, title="Clearer words")
    assert ConsultationPage.objects.get().title == "Clearer words"
    assert stored(draft).closes_on == dt.date(2008, 12, 1)
    assert Event.objects.filter(name="consultations.words_published").count() == 1


def test_a_department_is_one_of_the_body(client, draft, hari, trust):
    department = trust.departments.create(name="Commissioning", code="com")
    response = submit(client, hari, draft, department=department.pk)
    assert "Select a valid choice" in response.content.decode()


def test_the_editor_of_a_published_consultation_shows_its_days_and_does_not_take_others(
    client, draft, hari, gwen
):
    submit(client, hari, draft)
    approve(client, gwen, draft)
    client.force_login(hari)
    page = client.get(admin("edit", draft.page.pk)).content.decode()
    field = page[page.index('name="opens_on"') :]
    assert "disabled" in field[: field.index(">")]
