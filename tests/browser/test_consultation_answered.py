"""What becomes of a consultation after its close: two people read what was said, and the body answers for it, late."""

import datetime as dt
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.consultations.compliance import feedback_due_on
from assembly.consultations.publishing import body_pages, services
from assembly.consultations.responding.senders import Statement
from assembly.core.services import sync_roles
from home.standing_pages import make_missing_pages
from tests.browser.walk import HOUR, follow, heading, press, reads
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, respond
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

DAY = dt.timedelta(days=1)
TITLE = "The town bus"
SAID = "The bus should wait for the train. It leaves two minutes before."
DONE = "It leaves ten minutes later."
DECIDED = "The new timetable holds from May."
REPLY = "Nobody wrote the feedback in the summer. We are sorry."
DAYS_LATE = 9


@pytest.fixture
def scene(walk, axe, member, asha, dev):
    """A consultation in its last week, with two responses: one may be published with the name, one not at all."""
    walk.look = axe
    sync_roles()
    make_missing_pages()
    body = PublicBodyFactory()
    body_pages.make_body_pages()
    hari = officer_of(body, name="Hari Hale", email="hari@example.org")
    consultation = published(body, hari)
    walk.clock.move_to(noon_of(consultation.closes_on - 3 * DAY))
    other = OrganisationFactory(name="Salisbury Help", member=True)
    olga = UserFactory(name="Olga Orr", email="olga@example.org")
    DelegateFactory(organisation=other, user=olga, role="lead")
    respond(consultation, member, text=SAID, by=asha, statement=agreed("named"))
    respond(consultation, other, text="Our drivers are tired.", by=olga, statement=agreed("no"))
    return SimpleNamespace(
        consultation=consultation,
        page=consultation.get_absolute_url(),
        due=feedback_due_on(consultation.window),
        hari=hari,
        dev=dev,
        body=body,
    )


def published(body, officer):
    """Open from today for twelve weeks, and a little more."""
    opens_on = timezone.localdate()
    days = {"opens_on": opens_on, "closes_on": opens_on + 85 * DAY}
    facts = proposal(title=TITLE, slug="bus", summary="When should the town bus leave?", **days)
    draft = services.draft_consultation(body, facts, by=officer)
    board = UserFactory(email="gwen@example.org", office="Assembly Board")
    return services.publish_consultation(draft.page.get_latest_revision(), by=board)


def agreed(consent):
    return Statement(has_interest=False, is_confidential=False, consent=consent)


def test_what_was_said_is_answered_late_and_the_scorecard_says_so(walk, scene):
    close(walk, scene)
    code(walk, scene)
    publish_the_responses(walk, scene)
    refuse_empty_feedback(walk, scene)
    run_late(walk, scene)
    give_feedback(walk, scene)
    decide(walk, scene)
    say_so_on_the_scorecard(walk, scene)
    reply(walk, scene)


def noon_of(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def desk(walk, scene, user, name):
    return walk.staff(user, reverse(name, args=[scene.consultation.pk]))


def close(walk, scene):
    page = desk(walk, scene, scene.hari, "consultations_answering:answering")
    reads(page, "Responses can be read once the window has closed")
    walk.until(noon_of(scene.consultation.window.closes_on) + 14 * HOUR)
    page = walk.anybody(scene.page)
    reads(page, "2 member organisations responded.")
    assert not page.get_by_text("bus should wait").count()


def code(walk, scene):
    """Hari writes the codebook and reads both answers; Dev reads them without seeing what Hari named."""
    page = desk(walk, scene, scene.hari, "consultations_analysis:theme_list")
    page.get_by_label("Name").fill("The connection to the train")
    press(page, "Add the theme")
    reads(page, "The connection to the train")
    walk.look(page)
    read_both(walk, scene, scene.hari)
    read_both(walk, scene, scene.dev)
    page = desk(walk, scene, scene.hari, "consultations_analysis:figures")
    reads(page, "Themes raised")


def read_both(walk, scene, user):
    page = desk(walk, scene, user, "consultations_analysis:coding_list")
    page.get_by_role("link", name="Code the next answer").click()
    heading(page, "1. What is your view?")
    assert not page.get_by_role("heading", name="The two readings").count()
    page.get_by_label("The connection to the train").check()
    walk.look(page)
    press(page, "Save and go on")
    reads(page, "Our drivers are tired.")
    press(page, "Save and go on")
    reads(page, "Nothing waits for you.")


def publish_the_responses(walk, scene):
    page = desk(walk, scene, scene.hari, "consultations_answering:responses_publish")
    reads(page, "Read and redact first")
    press(page, "Publish the responses")
    reads(page, "then tick that somebody has read them.")
    page.get_by_label("Somebody has read these responses").check()
    press(page, "Publish the responses")
    page = walk.anybody(scene.page)
    follow(page, "Read the published responses")
    page.get_by_role("link", name="Kennet Carers").first.click()
    reads(page, SAID)
    assert not page.get_by_text("Salisbury Help").count()
    walk.look(page)


def refuse_empty_feedback(walk, scene):
    page = desk(walk, scene, scene.hari, "consultations_answering:feedback_draft")
    reads(page, "The connection to the train")
    press(page, "Begin a draft")
    press(page, "Save and check")
    heading(page, "Check the feedback")
    reads(page, "You cannot publish this yet:")
    assert not page.get_by_role("button", name="Publish the feedback").count()
    walk.look(page)


def run_late(walk, scene):
    walk.until(noon_of(scene.due + DAYS_LATE * DAY))
    reads(walk.anybody(scene.page), "Feedback overdue since")


def give_feedback(walk, scene):
    page = desk(walk, scene, scene.hari, "consultations_answering:feedback_draft")
    page.get_by_label("We asked").fill("We asked when the town bus should leave.")
    page.get_by_label("You said").fill("The bus leaves before the train is in.")
    page.get_by_label("We did").fill(DONE)
    page.get_by_label("Did you follow it?").select_option(label="Partly followed")
    press(page, "Save and check")
    reads(page, "You cannot publish this yet:")
    follow(page, "Change the draft")
    page.get_by_label("Reasons").fill("The last train has no bus: there is no driver.")
    press(page, "Save and check")
    press(page, "Publish the feedback")
    page = walk.anybody(scene.page)
    heading(page, "We asked, you said, we did")
    reads(page, DONE)
    reads(page, f"{DAYS_LATE} days late")
    walk.look(page)


def decide(walk, scene):
    page = desk(walk, scene, scene.hari, "consultations_answering:decision_draft")
    press(page, "Begin a draft")
    page.get_by_label("The decision", exact=True).fill(DECIDED)
    page.get_by_label("Day of the decision").fill(f"{scene.due + 8 * DAY:%Y-%m-%d}")
    page.keyboard.press("Tab")
    page.get_by_label("Officer", exact=True).select_option(index=1)
    press(page, "Save and check")
    heading(page, "Check the decision")
    press(page, "Publish the decision")
    page = walk.anybody(scene.page)
    heading(page, "Decision")
    reads(page, DECIDED)
    reads(page, "Hari Hale")
    reads(page, "Concluded")
    walk.look(page)


def say_so_on_the_scorecard(walk, scene):
    page = walk.anybody(reverse("partners:scorecard"))
    heading(page, "Scorecard of public bodies")
    walk.look(page)
    page = walk.anybody(scene.body.page.get_url())
    row = page.get_by_role("row", name="Feedback given late")
    row.get_by_role("link").first.click()
    follow(page, TITLE)
    heading(page, TITLE)


def reply(walk, scene):
    page = walk.staff(scene.hari, reverse("scorecards_staff:scorecard", args=[scene.body.slug]))
    page.get_by_role("textbox", name="Reply").fill(REPLY)
    press(page, "Publish the reply")
    page = walk.anybody(scene.body.page.get_url())
    reads(page, REPLY)
    walk.look(page)
