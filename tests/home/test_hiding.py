"""Hide at once: one person hides the text of a page, a second confirms it, or it comes back by the clock."""

import datetime as dt

from django.db import models
from django.urls import reverse

from wagtail.fields import StreamField
from wagtail.models import get_page_models

import pytest

from assembly.core import to_do
from assembly.core.hiding.models import HiddenText
from assembly.core.models import Event
from assembly.core.pages import SitePage
from assembly.core.rules import RuleBroken
from home.hiding.services import confirm_hiding, hide_text, show_again
from home.library.models import ResourceIndexPage, ResourcePage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.consultations.conftest import council, draft, hari, publish  # noqa: F401 - fixtures
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

FRIDAY = dt.datetime(2027, 3, 5, 15, 0, tzinfo=dt.UTC)
LAPSES = dt.datetime(2027, 3, 10, 0, 0, tzinfo=dt.UTC)  # after Monday and Tuesday
INSTANT = dt.timedelta(microseconds=1)
WORDS = "He took the money."


@pytest.fixture
def gwen(db):
    return UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board")


@pytest.fixture
def page(db):
    home = HomePage.objects.get()
    body = [{"type": "paragraph", "value": f"<p>{WORDS}</p>"}]
    made = StandardPage(title="Our treasurer", slug="treasurer", lead=WORDS)
    made.body = made._meta.get_field("body").stream_block.to_python(body)
    made = home.add_child(instance=made)
    made.save_revision().publish()
    return made


def read(client, address):
    return client.get(address).content.decode()


def test_the_text_is_gone_at_once_and_the_address_stays(client, page, dev, time_machine):
    time_machine.move_to(FRIDAY)
    assert WORDS in read(client, "/treasurer/")
    hide_text(page, "Nothing has been proved.", by=dev)
    shown = read(client, "/treasurer/")
    assert WORDS not in shown
    assert "Our treasurer" in shown
    assert "The text of this page is hidden while we look into it." in shown
    assert "Nothing has been proved." not in shown
    assert "/treasurer/" not in read(client, "/search/?q=treasurer")
    page.refresh_from_db()
    assert page.lead == WORDS  # nothing is lost


def test_it_comes_back_by_the_clock_unless_a_second_person_confirms(
    client, page, dev, gwen, time_machine
):
    hidden = hide_text(page, "Check it.", by=dev, at=FRIDAY)
    assert hidden.lapses_at == LAPSES
    time_machine.move_to(LAPSES - INSTANT, tick=False)
    assert WORDS not in read(client, "/treasurer/")
    time_machine.move_to(LAPSES, tick=False)
    assert WORDS in read(client, "/treasurer/")
    with pytest.raises(RuleBroken, match="Nobody confirmed it in time"):
        confirm_hiding(hidden, by=gwen)
    again = hide_text(page, "It is still wrong.", by=gwen)
    confirm_hiding(again, by=dev)
    time_machine.move_to(LAPSES + dt.timedelta(days=90), tick=False)
    assert WORDS not in read(client, "/treasurer/")
    show_again(again, by=gwen)
    assert WORDS in read(client, "/treasurer/")
    assert list(Event.objects.filter(name__startswith="core.").values_list("name", flat=True)) == [
        "core.text_hidden",
        "core.text_hidden",
        "core.hiding_confirmed",
        "core.text_shown_again",
    ]


def test_nobody_confirms_what_they_hid_and_others_have_no_part(page, dev, gwen, carys):
    hidden = hide_text(page, "Check it.", by=dev, at=FRIDAY)
    with pytest.raises(RuleBroken, match="You hid this text"):
        confirm_hiding(hidden, by=dev, at=FRIDAY)
    for act in (confirm_hiding, show_again):
        with pytest.raises(RuleBroken, match="Only the Support Unit and the Assembly Board"):
            act(hidden, by=carys, at=FRIDAY)
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        hide_text(page, "Why not.", by=carys, at=FRIDAY)
    with pytest.raises(RuleBroken, match="hidden already"):
        hide_text(page, "Again.", by=gwen, at=FRIDAY)
    with pytest.raises(RuleBroken, match="Say why"):
        hide_text(HomePage.objects.get(), "  ", by=gwen, at=FRIDAY)
    show_again(hidden, by=dev, at=FRIDAY)
    with pytest.raises(RuleBroken, match="has been shown again since"):
        confirm_hiding(hidden, by=gwen, at=FRIDAY)


def test_the_others_are_told_and_it_waits_for_them(
    page, dev, gwen, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hide_text(page, "Check it.", by=dev, at=FRIDAY)
    assert [mail.to for mail in mailoutbox] == [[gwen.email]]
    (task,) = [task for task in to_do.tasks_for(gwen, FRIDAY) if "Confirm" in task.text]
    assert task.by == LAPSES
    assert not [task for task in to_do.tasks_for(dev, FRIDAY) if "Confirm" in task.text]


def test_the_screens_lead_through_it(client, page, dev, gwen, time_machine):
    time_machine.move_to(FRIDAY)
    client.force_login(dev)
    hide = reverse("hiding_staff:text_hide", args=[page.pk])
    assert hide in read(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "This field is required" in client.post(hide, {"reason": ""}).content.decode()
    client.post(hide, {"reason": "Check it."})
    hidden = HiddenText.objects.get()
    assert "hidden already" in read(client, hide)
    shown = read(client, hidden.get_absolute_url())
    assert "You hid this text, so somebody else has to confirm it." in shown
    assert "Confirm: keep it hidden" not in shown
    client.force_login(gwen)
    client.post(hidden.get_absolute_url(), {"act": "confirm"})
    hidden.refresh_from_db()
    assert hidden.confirmed_by == gwen
    assert "Hidden, confirmed by Gwen Gray" in read(
        client, reverse("hiding_staff:hidden_text_list")
    )
    client.post(hidden.get_absolute_url(), {"act": "nonsense"})
    client.post(hidden.get_absolute_url(), {"act": "show"})
    assert WORDS in read(client, "/treasurer/")


def test_an_editor_still_sees_the_text(client, page, dev, time_machine):
    time_machine.move_to(FRIDAY)
    hide_text(page, "Check it.", by=dev)
    client.force_login(dev)
    assert WORDS in read(client, reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def test_lists_feeds_and_files_say_nothing_of_it(client, draft, dev, gwen, time_machine):  # noqa: F811
    consultation = publish(draft, by=gwen)
    page = consultation.page
    page.summary = WORDS
    page.save()
    news = NewsIndexPage.objects.first() or HomePage.objects.get().add_child(
        instance=NewsIndexPage(title="News", slug="news")
    )
    item = news.add_child(instance=NewsPage(title="Thief", slug="thief", summary=WORDS))
    library = HomePage.objects.get().add_child(
        instance=ResourceIndexPage(title="Library", slug="library")
    )
    resource = library.add_child(
        instance=ResourcePage(
            title="R", slug="r", need="governance", summary=WORDS, link="https://guide.example.org"
        )
    )
    time_machine.move_to(FRIDAY)
    places = (
        "/consultations/",
        "/consultations/wcc/",
        "/consultations/wcc/day-services/",
        "/api/v1/consultations",
        "/feeds/consultations.atom",
        "/feeds/news.atom",
        "/news/",
        "/library/",
        "/library/r/",
        "/search/?q=took",
        "/calendar.ics",
    )
    assert [place for place in places[:8] if WORDS in read(client, place)] == list(places[:8])
    for each in (page, item, resource):
        hide_text(each, "Check it.", by=dev)
    assert [place for place in places if WORDS in read(client, place)] == []
    assert "Day services" in read(client, "/consultations/wcc/day-services/")


def test_nobody_alone_keeps_a_text_hidden(page, dev, gwen):
    """Not by hiding it again when it comes back, nor by showing it and hiding it anew."""
    hide_text(page, "Check it.", by=dev, at=FRIDAY)
    with pytest.raises(RuleBroken, match="somebody else of the Support Unit"):
        hide_text(page, "Again.", by=dev, at=LAPSES)
    hidden = hide_text(page, "I agree.", by=gwen, at=LAPSES)
    show_again(hidden, by=gwen, at=LAPSES)
    with pytest.raises(RuleBroken, match="somebody else of the Support Unit"):
        hide_text(page, "Again.", by=gwen, at=LAPSES)
    confirm_hiding(hide_text(page, "Still.", by=dev, at=LAPSES), by=gwen, at=LAPSES)


def test_every_field_that_editors_write_is_left_out(db):
    """A new field of text is found here; title, address and what has a list to choose from stay."""
    for kind in (each for each in get_page_models() if issubclass(each, SitePage)):
        page = kind(title="Title", slug="slug", url_path="/slug/")
        written = [
            field
            for field in kind._meta.local_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        for field in written:
            value = [] if isinstance(field, StreamField) else WORDS
            setattr(page, field.name, field.to_python(value))
        page.seo_title = page.search_description = WORDS
        page.leave_out_text()
        left = [field.name for field in written if WORDS in str(getattr(page, field.name))]
        assert left == [], kind
        assert (page.title, page.slug, page.url_path) == ("Title", "slug", "/slug/")
        assert WORDS not in f"{page.seo_title}{page.search_description}"
