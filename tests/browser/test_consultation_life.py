"""The whole life of a consultation: the public on a phone without JavaScript, officers and the Board at their desks."""

import csv
import datetime as dt
from pathlib import Path
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.compact.services import load_example
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import body_pages
from assembly.consultations.tasks import tell_of_consultations
from assembly.consultations.undertakings import on_twelve_weeks
from assembly.core.services import sync_roles
from home.standing_pages import make_missing_pages
from tests.browser.consulting import act, fill, state, write_words
from tests.browser.walk import HOUR, follow, heading, press, reads
from tests.factories.consultations import PublicBodyFactory, officer_of
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import OrganisationFactory, UserFactory

DAY = dt.timedelta(days=1)
TITLE = "Day services for older people"
PAGE = "/consultations/wcc/day-services-for-older-people/"
VIEW = "Which of the three options is best, and why?"
USES = "Do you use day services?"
HOW_OFTEN = "How often do you?"
ADDRESS = "ivy@example.org"
OVERRIDE = "Publish without a reason"
PHONE = {"width": 375, "height": 740}


@pytest.fixture
def phone(new_context):
    """A phone that runs no script."""
    context = new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(60_000)
    return context.new_page()


@pytest.fixture
def look(open_page, axe):
    """Find no fault with a page. What the phone shows is opened on one that runs scripts, which axe needs."""
    twin = open_page(*PHONE.values())

    def find_no_fault(page):
        page.wait_for_load_state()
        if page.viewport_size != PHONE:
            axe(page)
            return
        for one in page.locator("main > *, main input, main button").all():
            box = one.bounding_box()
            assert box is None or box["x"] + box["width"] <= PHONE["width"], page.url
        twin.context.clear_cookies()
        twin.context.add_cookies(page.context.cookies())
        twin.goto(page.url)
        axe(twin)

    return find_no_fault


@pytest.fixture
def cast_of(walk, look, member, asha, dev):
    """Everybody who has a part, by their first name, on the morning before anything is drafted."""
    walk.look = look
    walk.clock.move_to(morning_of(timezone.localdate() + DAY))
    sync_roles()
    load_example()
    make_missing_pages()
    body = PublicBodyFactory()
    body_pages.make_body_pages()
    una = UserFactory(name="Una Usk", email="una@example.org")
    health = GroupFactory(name="Health Group", slug="health", convenor=una)
    GroupMembershipFactory(group=health, organisation=member)
    GroupMembershipFactory(
        group=health, organisation=OrganisationFactory(name="Salisbury Help", member=True)
    )
    opens = timezone.localdate() + DAY
    return SimpleNamespace(
        asha=asha,
        dev=dev,
        una=una,
        body=body,
        hari=officer_of(body, name="Hari Hale", email="hari@example.org"),
        gwen=UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board"),
        george=UserFactory(
            name="George Green", email="george@example.org", office="Assembly Board"
        ),
        opens=opens,
        closes=opens + 3 * DAY,
        extended=opens + 7 * DAY,
    )


def test_a_consultation_from_its_draft_to_its_export(walk, cast_of):
    people = cast_of
    draft(walk, people)
    ask_questions(walk, people)
    submit(walk, people)
    ask_for_the_override(walk, people)
    approve(walk, people)
    open_and_tell(walk, people)
    answer_for_an_organisation(walk, people)
    answer_for_a_group(walk, people)
    answer_for_oneself(walk)
    enter_from_paper(walk, people)
    check_the_paper(walk, people)
    extend(walk, people)
    close(walk, people)
    read_the_list(walk, people)
    redact(walk)
    download(walk)
    follow_to_the_compact_and_back(walk)


def morning_of(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


def written(day):
    """As pages write a day without its weekday."""
    return f"{day.day} {day:%B %Y}"


def editor(walk, user):
    """Somebody sits down at the editor of the consultation."""
    pk = Consultation.objects.get().page.pk
    return walk.staff(user, reverse("wagtailadmin_pages:edit", args=[pk]))


def staff_page(walk, user, name):
    return walk.staff(user, reverse(name, args=[Consultation.objects.get().pk]))


# Before it opens


def draft(walk, people):
    """Hari proposes three days, and no reason."""
    add = ["consultations", "consultationpage", people.body.page.pk]
    page = walk.staff(people.hari, reverse("wagtailadmin_pages:add", args=add))
    fill(
        page,
        title=TITLE,
        summary="Which of three options would serve older people best?",
        opens_on=people.opens.isoformat(),
        closes_on=people.closes.isoformat(),
    )
    write_words(page)
    assert not page.get_by_label(OVERRIDE).count()
    act(page, "Save draft")
    reads(page, f"Page '{TITLE}' created")


def ask_questions(walk, people):
    """One in words stands already and gets others; then a choice, and what follows one of its answers."""
    page = editor(walk, people.hari)
    follow(page, "Write the questions")
    heading(page, "1. What is your view?")
    page.get_by_role("link", name="Edit question 1").click()
    page.get_by_role("textbox", name="Question").fill(VIEW)
    press(page, "Save")
    heading(page, f"1. {VIEW}")
    add_question(page, "choice", USES)
    page.get_by_label("What people choose from").fill("Yes\nNo")
    press(page, "Add the question")
    heading(page, f"2. {USES}")
    add_question(page, "text", HOW_OFTEN)
    page.get_by_label("When is it asked?").select_option(label="Yes")
    walk.look(page)
    press(page, "Add the question")
    heading(page, f"3. {HOW_OFTEN}")
    walk.look(page)


def add_question(page, kind, words):
    page.get_by_label("Add a question to this section, answered with").select_option(kind)
    press(page, "Add a question")
    page.get_by_role("textbox", name="Question").fill(words)


def submit(walk, people):
    page = editor(walk, people.hari)
    reads(page, "It then takes two members of the Assembly Board")
    act(page, "Submit to Assembly Board approval")
    reads(page, "this waits for two members of the Assembly Board")


def ask_for_the_override(walk, people):
    """Gwen is the first of two; she cannot publish by herself."""
    page = editor(walk, people.gwen)
    reads(page, "Hari Hale submitted it to the Board")
    page.get_by_label(OVERRIDE).check()
    act(page, "Save draft")
    reads(page, "has been updated")
    assert not Consultation.objects.get().is_published


def approve(walk, people):
    page = editor(walk, people.george)
    act(page, "Approve and Publish")
    reads(page, "has been updated")
    assert Consultation.objects.get().published_by == people.george
    page = walk.anybody(PAGE)
    reads(page, "81 days short of the twelve weeks")
    reads(page, "Opens on")
    assert not page.get_by_role("link", name="Respond", exact=True).count()


# While it is open


def open_and_tell(walk, people):
    """Asha, who acts for a member, has one mail, however often the job runs."""
    walk.until(morning_of(people.opens))
    tell_of_consultations()
    tell_of_consultations()
    told = [mail for mail in walk.mail if mail.subject == f"Open for responses: {TITLE}"]
    assert [mail.to for mail in told] == [[people.asha.email]]
    assert PAGE in told[0].body


def answer_for_an_organisation(walk, people):
    page = walk.member(people.asha, PAGE)
    reads(page, "Nobody has responded yet.")
    walk.look(page)
    follow(page, "Respond for Kennet Carers")
    heading(page, "Respond for Kennet Carers")
    walk.look(page)
    press(page, "Continue")
    page.get_by_role("alert").get_by_text("Answer question 1.").wait_for()
    page.get_by_label(VIEW).fill("Keep all three. Mrs Smith of Low Lane needs them.")
    page.get_by_label("No", exact=True).check()
    page.get_by_label(HOW_OFTEN).fill("Weekly")
    press(page, "Continue")
    page.get_by_role("alert").get_by_text("question 3", exact=False).first.wait_for()
    page.get_by_label("Yes", exact=True).check()
    press(page, "Continue")
    state_and_send(walk, page)
    reads(page, "The response of Kennet Carers was sent at")
    reads(page, "Weekly")
    walk.look(page)


def answer_for_a_group(walk, people):
    """Una names two organisations; one of them reads what was sent, and takes its name off."""
    page = walk.member(people.una, PAGE)
    follow(page, "Respond for the Health Group")
    page.get_by_label(VIEW).fill("Our members want them nearer to the buses.")
    press(page, "Continue")
    heading(page, "About this response")
    for name in ("Kennet Carers", "Salisbury Help"):
        page.get_by_label(name).check()
    state_and_send(walk, page)
    heading(page, "Organisations that agreed")
    page = walk.member(people.asha, PAGE)
    page.goto(f"{walk.base_url}{walk.mailed_link(people.asha, 'Health Group')}")
    heading(page, "Response of the Health Group")
    reads(page, "Our members want them nearer to the buses.")
    press(page, "Take the name of Kennet Carers off")
    reads(page, "Kennet Carers took its name off")
    walk.look(page)


def answer_for_oneself(walk):
    """Ivy has no account: a mailed code lets her in."""
    page = walk.anybody(PAGE)
    follow(page, "Respond")
    heading(page, "Ways to respond")
    walk.look(page)
    follow(page, "Respond with your e-mail address")
    page.get_by_label("Myself").check()
    page.get_by_label("Your name, or the name of the organisation").fill("Ivy Ives")
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    press(page, "Send me a code")
    heading(page, "Enter your code")
    page.get_by_label("Six-digit code").fill(walk.mailed_code(SimpleNamespace(email=ADDRESS)))
    press(page, "Continue")
    page.get_by_label(VIEW).fill("My mother goes there on Tuesdays.")
    press(page, "Continue")
    heading(page, "About this response")
    walk.look(page)
    page.locator("[name=wants_decision][value=no]").check()
    state_and_send(walk, page)
    reads(page, "We have mailed you a copy")
    press(page, "Finish")
    reads(page, "You have finished.")


def state_and_send(walk, page):
    heading(page, "About this response")
    state(page)
    press(page, "Check your answers")
    heading(page, "Check your answers")
    walk.look(page)
    press(page, "Send the response")
    heading(page, "Response sent")


def enter_from_paper(walk, people):
    """Dev enters a letter, and cannot check it himself."""
    page = walk.staff(people.dev, reverse("consultations_offline:offline_list"))
    follow(page, TITLE)
    heading(page, "Enter a response on paper")
    page.get_by_label("Individual", exact=True).check()
    page.get_by_label("Name", exact=True).fill("Nadia Novak")
    page.get_by_label("Letter or form on paper").check()
    page.get_by_label("Day received").fill(people.opens.isoformat())
    page.keyboard.press("Tab")
    page.get_by_label(VIEW).fill("I cannot get there without the minibus.")
    walk.look(page)
    press(page, "Save for checking")
    reads(page, "It counts once somebody else has checked it.")
    reads(page, "Somebody else has to check it")


def check_the_paper(walk, people):
    reads(
        walk.anybody(PAGE),
        "1 member organisation, 1 group of the Assembly and 1 individual responded.",
    )
    page = walk.staff(people.gwen, reverse("consultations_offline:offline_list"))
    reads(page, "For you to check")
    follow(page, f"{TITLE}: Nadia Novak")
    reads(page, "I cannot get there without the minibus.")
    press(page, "It agrees: count it")
    reads(page, "Checked. The response counts.")
    reads(walk.anybody(PAGE), "1 group of the Assembly and 2 individuals responded.")


def extend(walk, people):
    page = staff_page(walk, people.gwen, "consultations_staff:consultation_extend")
    page.get_by_label("New closing day").fill(people.extended.isoformat())
    page.keyboard.press("Tab")
    page.get_by_label("Why does it need to stay open for longer?").fill("Three days were too few.")
    press(page, "Extend the consultation")
    reads(page, f"is open until {written(people.extended)}.")
    page = walk.anybody(PAGE)
    reads(page, f"Extended from {written(people.closes)} to {written(people.extended)}")
    reads(page, "Three days were too few.")
    walk.look(page)
    walk.until(morning_of(people.extended))
    page = walk.anybody(PAGE)
    page.get_by_role("link", name="Respond", exact=True).first.wait_for()


# After the close


def close(walk, people):
    page = staff_page(walk, people.hari, "consultations_reading:response_list")
    reads(page, "Responses can be read once the window has closed")
    assert not page.get_by_text("Kennet Carers").count()
    walk.until(morning_of(people.extended) + 15 * HOUR)
    page = walk.anybody(PAGE)
    reads(page, "Closed on")
    assert not page.get_by_role("link", name="Respond", exact=True).count()
    walk.look(page)
    tell_of_consultations()
    told = [mail.to for mail in walk.mail if "closed" in mail.subject.lower()]
    assert [people.asha.email] in told


def read_the_list(walk, people):
    page = staff_page(walk, people.hari, "consultations_reading:response_list")
    counts = "1 member organisation, 1 group of the Assembly and 2 individuals"
    reads(page, f"Responses: {counts}.")
    for name in ("Kennet Carers", "Health Group", "Ivy Ives", "Nadia Novak"):
        page.get_by_role("link", name=name, exact=True).wait_for()
    walk.look(page)


def redact(walk):
    page = walk.desktop
    follow(page, "Kennet Carers")
    reads(page, "Mrs Smith of Low Lane")
    page.get_by_role("link", name="Redact the answer to question 1").click()
    page.get_by_label("What people may read").fill("Keep all three. [redacted] needs them.")
    page.get_by_role("combobox", name="Why").select_option("personal")
    walk.look(page)
    press(page, "Save the redaction")
    reads(page, "Redaction saved.")
    page.get_by_role("cell", name="Keep all three. [redacted] needs them.").wait_for()
    page.get_by_role("cell", name="Mrs Smith of Low Lane").wait_for()
    walk.look(page)


def download(walk):
    """As it was sent, and as it may be published."""
    follow(walk.desktop, "All responses")
    sent, redacted = (rows(walk.desktop, place) for place in (0, 1))
    by_name = {row["Name"]: row for row in sent}
    assert set(by_name) == {"Kennet Carers", "Health Group", "Ivy Ives", "Nadia Novak"}
    assert by_name["Kennet Carers"][f"3. {HOW_OFTEN}"] == "Weekly"
    assert by_name["Health Group"]["Organisations that agreed"] == "Salisbury Help"
    assert by_name["Nadia Novak"]["Source"] == "Letter or form on paper"
    assert "Mrs Smith" in by_name["Kennet Carers"][f"1. {VIEW}"]
    [carers] = [row for row in redacted if row["Name"] == "Kennet Carers"]
    assert carers[f"1. {VIEW}"] == "Keep all three. [redacted] needs them."


def rows(page, place):
    link = page.get_by_role("link", name="CSV", exact=True).nth(place)
    with page.expect_download() as waiting:
        link.click()
    with Path(waiting.value.path()).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def follow_to_the_compact_and_back(walk):
    """The three days were short of undertaking C2, so each page links to the other, without anybody ticking it."""
    page = walk.anybody(PAGE)
    follow(page, f"{on_twelve_weeks().number}: Twelve weeks, or say why")
    heading(page, "1 consultation cites it")
    walk.look(page)
    follow(page, TITLE)
    heading(page, TITLE)
