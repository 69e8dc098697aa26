"""What a draft says, what is worked out beside its days, and its way to the Board and back."""

import datetime as dt

from django.urls import reverse

from wagtail.documents.models import Document
from wagtail.models import TaskState

import pytest
import time_machine

from assembly.compact.models import Undertaking
from assembly.compact.selectors import may_be_deleted
from assembly.compact.services import load_example
from assembly.consultations import undertakings
from assembly.consultations.models import Consultation, ConsultationPage, PreElectionPeriod
from assembly.consultations.publishing import approvals, consequences, services
from assembly.core.documents.rules import may_be_changed
from assembly.core.documents.rules import may_be_deleted as document_may_be_deleted
from assembly.notifications.models import Email, Notification
from tests.consultations.conftest import publish
from tests.consultations.test_guards import admin
from tests.consultations.test_workflow import approve, edit, stored, submit
from tests.factories.consultations import document_of, proposal

pytestmark = pytest.mark.django_db
WINDOW = "/cms/consultations/window/"
PAGE = "/consultations/wcc/day-services/"


@pytest.fixture(autouse=True)
def _first_of_september():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture(autouse=True)
def _files_on_a_disk(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": files}


@pytest.fixture
def short(council, hari):
    """The report's case: Monday to Thursday, and no reason."""
    return services.draft_consultation(council, proposal(closes_on=dt.date(2008, 9, 11)), by=hari)


# The window, worked out


def test_the_closing_day_is_proposed_twelve_weeks_after_the_opening_day(client, draft, hari):
    edit(client, hari, draft, opens_on="2008-10-06", closes_on="")
    assert stored(draft).closes_on == dt.date(2008, 12, 29)


def test_a_page_submitted_without_closing_day_gets_twelve_weeks(client, draft, hari):
    submit(client, hari, draft, opens_on="2008-10-06", closes_on="")
    assert stored(draft).closes_on == dt.date(2008, 12, 29)
    assert TaskState.objects.exists()


def test_the_button_shows_the_window_without_saving(client, draft, hari):
    client.force_login(hari)
    PreElectionPeriod.objects.create(
        election="a by-election", first_day=dt.date(2008, 9, 10), last_day=dt.date(2008, 9, 30)
    )
    form = {"title": "Changed", "opens_on": "2008-09-08", "closes_on": "2008-09-11"}
    page = client.post(WINDOW, form).content.decode()
    assert "A window of 3 days, 81 days short of the twelve weeks" in page
    assert "2 days of the window fall in the pre-election period before a by-election" in page
    assert "two members of the Assembly Board" in page
    assert stored(draft).closes_on == dt.date(2008, 12, 1)


def test_the_script_gets_the_same_as_a_part_of_a_page(client, hari):
    client.force_login(hari)
    answer = client.get(WINDOW, {"fragment": "1", "opens_on": "2008-12-08", "closes_on": ""})
    part = answer.content.decode()
    assert "Monday 2 March 2009 (twelve weeks after the opening day)" in part
    assert "Christmas (9 days)" in part
    assert "<html" not in part


BAD_DAYS = [
    ({"opens_on": "2008-09-08", "closes_on": "2008-09-07"}, "closing day is before"),
    ({"opens_on": "2008-08-01", "closes_on": "2008-12-07"}, "has passed"),
    ({"opens_on": "0002-09-08", "closes_on": ""}, "check the year"),
    ({"opens_on": "9999-12-31", "closes_on": ""}, "check the year"),
    ({"opens_on": "2008-09-08", "closes_on": "9999-12-31"}, "check the year"),
    ({"opens_on": "yesterday", "closes_on": "2008-12-07"}, "Enter a valid date"),
    ({}, "Opening day"),
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("days", "sentence"), BAD_DAYS)
def test_days_that_make_no_window_get_a_sentence(client, hari, method, days, sentence):
    client.force_login(hari)
    answer = getattr(client, method)(WINDOW, days)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


# What the page says


def test_what_an_officer_writes_is_on_the_page_once_the_board_has_approved(
    client, council, draft, hari, gwen
):
    load_example()
    c1 = Undertaking.objects.get(number="C1")
    officer = council.officers.get()
    words = {
        "equality": "We asked a group of women.",
        "legal_duty": "Care Act, section 5.",
        "groups_targeted": "Carers under 25.",
        "formats": "Easy Read.",
        "lead_officer": officer.pk,
        "undertakings": [c1.pk],
    }
    submit(client, hari, draft, **words)
    approve(client, gwen, draft, **words)
    page = client.get(PAGE).content.decode()
    for said in (
        "The cabinet decides in March.",
        "People who use day services.",
        "We asked a group of women.",
        "Nothing is fixed yet.",
        "Care Act, section 5.",
        "Carers under 25.",
        "Answering on paper",
        "Easy Read.",
        "Hari Hale, Commissioning manager",
        "01225 000000",
        c1.get_absolute_url(),
    ):
        assert said in page
    assert PAGE in client.get(c1.get_absolute_url()).content.decode()
    assert not may_be_deleted(c1)


def test_words_that_wait_are_on_no_page(client, consultation, hari):
    submit(client, hari, consultation, purpose="Something new.")
    assert "Something new." not in client.get(PAGE).content.decode()


def test_an_officer_of_another_body_is_not_named(client, draft, trust, ines, hari):
    response = edit(client, hari, draft, lead_officer=trust.officers.get().pk)
    assert "Select a valid choice" in response.content.decode()


def lines_of_documents(*documents):
    fields = {"documents-TOTAL_FORMS": str(len(documents)), "documents-INITIAL_FORMS": "0"}
    for number, line in enumerate(documents):
        for name, value in {"id": "", "ORDER": number + 1, "DELETE": "", **line}.items():
            fields[f"documents-{number}-{name}"] = value
    return fields


def test_a_document_needs_its_accessible_version_before_it_is_submitted(client, draft, hari):
    plan = document_of("Plan")
    lines = lines_of_documents({"title": "The plan", "document": plan.pk})
    edit(client, hari, draft, **lines)  # a draft may lack it
    answer = submit(client, hari, draft, **lines)
    assert "Each document needs an accessible version" in answer.content.decode()
    assert not TaskState.objects.exists()


@pytest.mark.parametrize("way", ["itself", "other"])
def test_a_document_alone_is_enough_to_read(client, draft, hari, gwen, way):
    plan, other = document_of("Plan"), document_of("Plan, tagged")
    line = {"title": "The plan", "document": plan.pk}
    line |= {"is_accessible": "on"} if way == "itself" else {"accessible_version": other.pk}
    fields = {**lines_of_documents(line), "body-count": "0"}
    submit(client, hari, draft, **fields)
    assert TaskState.objects.exists()
    client.force_login(gwen)
    client.post(admin("workflow_action", draft.page.pk, "approve", TaskState.objects.get().pk))
    page = client.get(PAGE).content.decode()
    assert plan.url in page
    assert ("This file is accessible itself." if way == "itself" else other.url) in page
    client.logout()
    assert client.get(plan.url).status_code == 200
    assert not document_may_be_deleted(plan)


def test_a_draft_that_was_saved_with_a_document_keeps_it_to_itself(client, draft, hari):
    plan = document_of("Plan")
    lines = lines_of_documents({"title": "The plan", "document": plan.pk, "is_accessible": "on"})
    edit(client, hari, draft, **lines)
    client.logout()
    assert client.get(plan.url).status_code == 404
    submit(client, hari, draft, **lines)
    assert client.get(admin("edit", draft.page.pk)).status_code == 200
    client.logout()
    assert client.get(plan.url).status_code == 404
    assert not may_be_changed(Document.objects.get(pk=plan.pk), hari)


# The way to the Board


def test_a_short_window_without_a_reason_waits_for_two_members_of_the_board(
    client, short, hari, gwen, george, monkeypatch
):
    followed = []
    monkeypatch.setattr(consequences, "steps", [lambda one, by: followed.append((one.pk, by))])
    load_example()
    answer = submit(client, hari, short).content.decode()
    assert "waits for two members of the Assembly Board" in answer
    assert "no reason is given" in Email.objects.filter(kind="consultations/submitted")[0].text
    answer = approve(client, gwen, short).content.decode()
    assert "81 days short" in answer
    assert "Tick “Publish without a reason”" in answer
    edit(client, gwen, short, without_reason="on")
    assert not stored(short).is_published
    approve(client, george, short, without_reason="on")
    assert stored(short).without_reason_by == gwen
    assert stored(short).published_by == george
    assert followed == [(short.pk, george)]
    page = client.get(PAGE).content.decode()
    c2 = undertakings.on_twelve_weeks()
    assert c2.get_absolute_url() in page
    assert c2.texts.get().text in page
    assert PAGE in client.get(c2.get_absolute_url()).content.decode()


def test_a_full_window_is_not_said_to_wait_for_two(client, draft, hari):
    answer = submit(client, hari, draft).content.decode()
    assert "waits for two members" not in answer


def test_without_the_undertaking_a_short_window_cites_nothing(client, short, hari, gwen):
    fields = {"reason_code": "budget", "reason_text": "Money."}
    submit(client, hari, short, **fields)
    approve(client, gwen, short, **fields)
    assert 'id="compact"' not in client.get(PAGE).content.decode()


def test_a_full_window_does_not_cite_the_promise_of_twelve_weeks(client, consultation):
    load_example()
    assert 'id="compact"' not in client.get(PAGE).content.decode()
    assert not undertakings.citing(undertakings.on_twelve_weeks()).exists()


def test_the_board_is_told_and_then_the_officer(client, draft, hari, gwen, george, mailoutbox):
    submit(client, hari, draft)
    told = Notification.objects.filter(kind="consultations/submitted")
    assert {line.user for line in told} == {gwen, george}
    approve(client, gwen, draft)
    assert Notification.objects.get(kind="consultations/approved").user == hari
    kinds = set(Email.objects.values_list("kind", flat=True))
    assert kinds == {"consultations/submitted", "consultations/approved"}
    assert not [one for one in mailoutbox if "has been" in one.subject]


def test_what_is_sent_back_says_why_to_who_submitted_it(client, draft, hari, gwen):
    submit(client, hari, draft)
    client.force_login(gwen)
    client.post(
        admin("workflow_action", draft.page.pk, "reject", TaskState.objects.get().pk),
        {"comment": "Say what it costs."},
    )
    sent = Email.objects.get(kind="consultations/sent_back")
    assert sent.user == hari
    assert "Say what it costs." in sent.text
    log = approvals.log_of(draft.page)
    assert [line.what for line in log] == ["sent it back", "submitted it to the Board"]
    assert (log[0].who, log[0].comment) == ("Gwen Gray", "Say what it costs.")
    client.force_login(hari)
    page = client.get(admin("edit", draft.page.pk)).content.decode()
    assert "Gwen Gray sent it back" in page
    assert "Say what it costs." in page
    submit(client, hari, draft)
    assert approvals.log_of(draft.page)[0].what == "submitted it to the Board again"
    assert Notification.objects.filter(kind="consultations/submitted", user=gwen).exists()


def test_the_board_sends_back_what_could_not_be_published(client, draft, hari, gwen):
    """Its opening day has passed meanwhile, and something is missing."""
    submit(client, hari, draft)
    with time_machine.travel(dt.datetime(2008, 9, 20, 10, 0, tzinfo=dt.UTC)):
        action = {"action-workflow-action": "1", "workflow-action-name": "reject"}
        edit(client, gwen, draft, purpose="", **action)
    assert TaskState.objects.get().status == TaskState.STATUS_REJECTED


def test_the_log_keeps_what_a_former_user_did(client, draft, hari, gwen):
    submit(client, hari, draft)
    assert approvals.submitted_by(draft.page) == hari
    assert approvals.log_of(ConsultationPage()) == []


def test_a_consultation_by_itself_is_still_published_by_the_service(draft, gwen):
    publish(draft, by=gwen)
    assert Consultation.objects.get().is_published


def test_the_editor_has_the_button_that_works_without_javascript(client, draft, hari):
    client.force_login(hari)
    page = client.get(admin("edit", draft.page.pk)).content.decode()
    assert f'formaction="{reverse("consultations_staff:window")}"' in page
    assert "Nobody has submitted this page" in page


def test_the_editor_leads_to_the_questions(client, draft, hari):
    """Beside the fields: the menu behind the three dots is found by nobody who begins."""
    client.force_login(hari)
    page = client.get(admin("edit", draft.page.pk)).content.decode()
    content = page[page.index('id="tab-content"') :]
    assert f'href="{reverse("consultations_asking:question_list", args=[draft.pk])}"' in content
    new = client.get(
        reverse(
            "wagtailadmin_pages:add", args=["consultations", "consultationpage", draft.body.page.pk]
        )
    )
    assert "Save the draft first" in new.content.decode()
