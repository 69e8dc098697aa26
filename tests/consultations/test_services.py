"""Publishing, withdrawing and answering: what the services do, refuse and record."""

import datetime as dt

from django.db import IntegrityError, transaction

from wagtail.models import Page

import pytest

from assembly.consultations import tasks
from assembly.consultations.models import (
    BodyPage,
    Consultation,
    ConsultationIndexPage,
    ConsultationPage,
    Response,
    ResponseVersion,
)
from assembly.consultations.publishing import body_pages, services
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from tests.consultations.conftest import LONDON, PUBLISHED, publish
from tests.factories.consultations import (
    OfficerFactory,
    PublicBodyFactory,
    act_for,
    officer_of,
    proposal,
    respond,
)
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DURING = dt.datetime(2008, 10, 6, 12, 0, tzinfo=LONDON)
LAST_SECOND = dt.datetime(2008, 12, 1, 23, 59, 59, tzinfo=LONDON)
TOO_LATE = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)


def live_page(consultation):
    return ConsultationPage.objects.get(consultation=consultation)


# Drafting


def test_a_draft_is_a_page_nobody_sees_with_days_that_bind_nobody(draft, client):
    assert not draft.is_published
    assert draft.phase(DURING) is None
    assert client.get("/consultations/wcc/day-services/").status_code == 404
    assert not Event.objects.exists()


def test_a_draft_may_be_revised_and_a_published_consultation_not(draft, gwen):
    draft.closes_on = dt.date(2008, 12, 8)
    services.revise_draft(draft, by=gwen)
    stale = Consultation.objects.get(pk=draft.pk)
    publish(draft, by=gwen)
    stale.closes_on = dt.date(2008, 9, 9)
    services.revise_draft(stale, by=gwen)
    assert Consultation.objects.get(pk=draft.pk).closes_on == dt.date(2008, 12, 8)


# Publishing


def test_publishing_fixes_the_window_and_records_who_did_it(draft, gwen):
    consultation = publish(draft, by=gwen)
    assert (consultation.published_at, consultation.published_by) == (PUBLISHED, gwen)
    assert live_page(consultation).live
    event = Event.objects.get(name="consultations.published")
    assert (event.actor_id, event.subject_id) == (gwen.pk, consultation.pk)
    assert event.data == {
        "opens_on": "2008-09-08",
        "closes_on": "2008-12-01",
        "shortfall": 0,
        "reason": None,
    }


@pytest.mark.parametrize("who", ["hari", "dev", "asha"])
def test_nobody_but_the_board_publishes(draft, who, request):
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        publish(draft, by=request.getfixturevalue(who))
    assert not live_page(draft).live


def test_a_schedule_publishes_nothing_because_nobody_stands_behind_it(draft):
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        draft.page.get_latest_revision().publish(log_action="wagtail.publish.scheduled")
    assert not live_page(draft).live


def test_the_opening_day_may_be_the_day_of_publishing_and_not_the_day_before(draft, gwen):
    with pytest.raises(RuleBroken, match="The opening day, 8 September 2008, has passed"):
        publish(draft, by=gwen, at=dt.datetime(2008, 9, 9, 0, 0, tzinfo=LONDON))
    assert not live_page(draft).live
    publish(draft, by=gwen, at=dt.datetime(2008, 9, 8, 23, 59, tzinfo=LONDON))
    assert live_page(draft).live


def test_a_short_window_is_not_published_without_a_reason(council, hari, gwen):
    short = services.draft_consultation(council, proposal(closes_on=dt.date(2008, 9, 11)), by=hari)
    with pytest.raises(RuleBroken, match="would run for 3 days, 81 days short of the twelve weeks"):
        publish(short, by=gwen)
    assert not Consultation.objects.get(pk=short.pk).is_published


def test_a_short_window_is_published_with_its_reason(council, hari, gwen):
    facts = proposal(
        closes_on=dt.date(2008, 10, 6),
        reason_code="budget",
        reason_text="The budget is set in November.",
    )
    consultation = publish(services.draft_consultation(council, facts, by=hari), by=gwen)
    assert not consultation.without_reason
    assert Event.objects.get(name="consultations.published").data["reason"] == "budget"


def test_the_board_overrides_a_missing_reason_and_that_is_recorded(council, hari, gwen, george):
    short = services.draft_consultation(council, proposal(closes_on=dt.date(2008, 9, 11)), by=hari)
    short.without_reason = True
    services.revise_draft(short, by=george)
    consultation = publish(short, by=gwen)
    assert consultation.without_reason
    event = Event.objects.get(name="consultations.published_without_reason")
    assert (event.actor_id, event.data["shortfall"]) == (gwen.pk, 81)


def test_an_override_that_was_not_needed_is_none(draft, gwen):
    draft.without_reason = True
    services.revise_draft(draft, by=gwen)
    assert not publish(draft, by=gwen).without_reason
    assert Event.objects.filter(name="consultations.published").exists()


def test_changed_words_of_a_published_consultation_need_the_board_and_leave_the_window(
    consultation, hari, gwen
):
    page = live_page(consultation)
    page.title = "Day services and transport"
    revision = page.save_revision(user=hari)
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        services.publish_consultation(revision, by=hari)
    services.publish_consultation(revision, by=gwen, at=DURING)
    assert live_page(consultation).title == "Day services and transport"
    consultation.refresh_from_db()
    assert (consultation.published_at, consultation.opens_on) == (PUBLISHED, dt.date(2008, 9, 8))
    assert Event.objects.get(name="consultations.words_published").data == {"revision": revision.pk}


# Withdrawing


def test_the_board_withdraws_with_a_public_reason_and_the_page_stays(consultation, gwen, client):
    services.withdraw_consultation(
        consultation, reason="The plan was dropped.", by=gwen, on=dt.date(2008, 10, 1)
    )
    page = client.get("/consultations/wcc/day-services/").content.decode()
    assert "The plan was dropped." in page
    assert "Withdrawn on Wednesday 1 October 2008" in page
    assert Event.objects.get(name="consultations.withdrawn").data == {"withdrawn_on": "2008-10-01"}


def test_withdrawing_needs_the_board_a_reason_and_a_published_consultation(draft, hari, gwen):
    with pytest.raises(RuleBroken, match="This consultation is a draft"):
        services.withdraw_consultation(draft, reason="No.", by=gwen)
    consultation = publish(draft, by=gwen)
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        services.withdraw_consultation(consultation, reason="No.", by=hari)
    with pytest.raises(RuleBroken, match="Say why"):
        services.withdraw_consultation(consultation, reason=" ", by=gwen, on=DURING.date())
    services.withdraw_consultation(consultation, reason="Dropped.", by=gwen, on=DURING.date())
    with pytest.raises(RuleBroken, match="already been withdrawn"):
        services.withdraw_consultation(consultation, reason="Dropped.", by=gwen)


def test_once_it_has_closed_an_answer_is_owed_and_it_is_not_withdrawn(consultation, gwen):
    """Else an overdue would be gone from the record of the body, with a line from one member of the Board."""
    last = dt.date(2008, 12, 1)
    with pytest.raises(RuleBroken, match="so people are owed an answer"):
        services.withdraw_consultation(
            consultation, reason="Dropped.", by=gwen, on=last + dt.timedelta(days=1)
        )
    services.withdraw_consultation(consultation, reason="Dropped.", by=gwen, on=last)


# Responding


def test_a_delegate_responds_for_the_organisation(consultation, asha, member):
    version = respond(consultation, member, text="Keep them.", by=asha, at=DURING)
    assert (version.response.organisation, version.number, version.sent_by) == (member, 1, asha)
    event = Event.objects.get(name="consultations.responded")
    assert (event.actor_id, event.acting_for) == (asha.pk, member.pk)
    assert "Keep" not in str(event.data)


def test_the_responder_gets_a_copy(
    consultation, asha, member, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        respond(consultation, member, text="Keep them.", by=asha, at=DURING)
    assert Notification.objects.get().user == asha
    [mail] = mailoutbox
    assert mail.subject == "Kennet Carers has responded: Day services"
    assert "Keep them." in mail.body
    assert "11.59pm on Monday 1 December 2008" in mail.body


def test_a_replacement_is_a_new_version_of_the_one_response(consultation, asha, member):
    respond(consultation, member, text="Keep them.", by=asha, at=DURING)
    respond(consultation, member, text="Improve them.", by=asha, at=LAST_SECOND)
    response = Response.objects.get()
    assert (response.current.number, response.current.answers.get().text) == (2, "Improve them.")
    assert ResponseVersion.objects.count() == 2
    assert Event.objects.filter(name="consultations.response_replaced").count() == 1


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (dt.datetime(2008, 9, 7, 23, 59, tzinfo=LONDON), "opens on Monday 8 September 2008"),
        (TOO_LATE, "closed at 11.59pm on Monday 1 December 2008"),
    ],
)
def test_a_response_before_the_opening_or_after_the_closing_is_refused(
    consultation, asha, member, at, sentence
):
    with pytest.raises(RuleBroken, match=sentence):
        respond(consultation, member, text="Keep them.", by=asha, at=at)
    assert not Response.objects.exists()


def test_a_draft_takes_no_responses(draft, asha, member):
    with pytest.raises(RuleBroken, match="not published"):
        respond(draft, member, text="Keep them.", by=asha, at=DURING)


def test_a_withdrawn_consultation_takes_no_more_responses_and_keeps_those_it_has(
    consultation, asha, member, gwen
):
    respond(consultation, member, text="Keep them.", by=asha, at=DURING)
    services.withdraw_consultation(consultation, reason="Dropped.", by=gwen, on=DURING.date())
    with pytest.raises(RuleBroken, match="takes no more responses"):
        respond(consultation, member, text="Again.", by=asha, at=DURING)
    assert Response.objects.get().current.answers.get().text == "Keep them."


def test_somebody_who_does_not_act_for_the_organisation_is_refused(consultation, member, carys):
    with pytest.raises(RuleBroken, match="You do not act for Kennet Carers"):
        respond(consultation, member, text="Keep them.", by=carys, at=DURING)


def test_a_delegate_who_left_is_refused(consultation, member):
    left = UserFactory()
    DelegateFactory(organisation=member, user=left, ended_on=dt.date(2008, 9, 1))
    with pytest.raises(RuleBroken, match="You do not act for"):
        respond(consultation, member, text="Keep them.", by=left, at=DURING)


def test_a_delegate_of_an_organisation_that_is_no_member_is_refused(consultation, ben):
    lapsed = ben.delegations.get().organisation
    with pytest.raises(RuleBroken, match="Lapsed Lunch Club is not a member"):
        respond(consultation, lapsed, text="Keep them.", by=ben, at=DURING)


def test_membership_is_judged_as_of_the_lock_and_not_of_the_page_one_looked_at(consultation):
    user = UserFactory()
    organisation = OrganisationFactory(member=True)
    DelegateFactory(organisation=organisation, user=user)
    type(organisation).objects.filter(pk=organisation.pk).update(status="suspended")
    with pytest.raises(RuleBroken, match="is not a member"):
        respond(consultation, organisation, text="Keep them.", by=user, at=DURING)


# The database


def test_the_database_refuses_days_in_the_wrong_order(council):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(
            body=council, opens_on=dt.date(2008, 9, 8), closes_on=dt.date(2008, 9, 7)
        )


def test_the_database_refuses_a_published_consultation_without_days(council):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(body=council, published_at=PUBLISHED)


def test_the_database_refuses_a_withdrawal_without_a_reason(consultation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.update(withdrawn_on=dt.date(2008, 10, 1))


def test_the_database_refuses_a_second_response_of_an_organisation(consultation, member):
    Response.objects.create(consultation=consultation, kind="organisation", organisation=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(consultation=consultation, kind="organisation", organisation=member)


# Pages and officers of bodies


def test_every_public_body_has_one_page(council, trust, client):
    assert body_pages.make_body_pages() == []
    assert {page.body for page in BodyPage.objects.all()} == {council, trust}
    assert client.get("/consultations/pct/").status_code == 200


def test_officers_edit_below_the_page_of_their_own_body_from_their_first_day_to_their_last(
    council, trust, hari
):
    office = hari.groups.get(name="Officers of Wiltshire County Council")
    rights = {
        (row.page_id, row.permission.codename)
        for row in office.page_permissions.select_related("permission")
    }
    assert rights == {
        (council.page.page_ptr_id, "add_page"),
        (council.page.page_ptr_id, "change_page"),
    }

    gone = officer_of(council)
    gone.officer_of.update(ends_on=dt.date(2008, 9, 1))
    to_come = OfficerFactory(body=council, user=UserFactory(), starts_on=dt.date(2008, 10, 1))
    act_for(council, to_come.user)
    OfficerFactory(body=council, user=UserFactory())  # a contact who was given no office
    over = OfficerFactory(body=council, user=UserFactory())
    act_for(council, over.user, ends_on=dt.date(2008, 9, 1))
    body_pages.sync_officers(council, on=dt.date(2008, 9, 1))
    assert list(office.user_set.all()) == [hari]


def test_before_the_site_has_its_pages_the_nightly_job_does_nothing(db):
    Page.objects.type(ConsultationIndexPage).delete()  # not as on the site, where nobody can
    body = PublicBodyFactory()
    tasks.sync_bodies()
    assert not BodyPage.objects.filter(body=body).exists()


def test_the_nightly_job_gives_a_new_body_its_page_and_an_officer_who_left_no_more_rights(
    council, hari
):
    fire = PublicBodyFactory(name="Fire Authority", short_name="the fire service", slug="fire")
    hari.officer_of.update(ends_on=dt.date(2008, 9, 1))
    tasks.sync_bodies()
    assert fire.page.live
    assert not hari.groups.filter(name="Officers of Wiltshire County Council").exists()
