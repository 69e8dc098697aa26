"""Pages that every installation has, and pages nobody could see."""

from django.core.checks import run_checks
from django.core.management import call_command

import pytest

from assembly.core import public_token
from home.models import HomePage, StandardPage
from home.standing_pages import STANDING_PAGES

pytestmark = pytest.mark.django_db


def hidden_pages():
    return [error for error in run_checks(databases=["default"]) if error.id == "home.E001"]


def test_sync_pages_makes_every_standing_page_once(client, capsys):
    HomePage.objects.get().get_children().delete()
    call_command("sync_pages")
    assert "Made /news/ (News)." in capsys.readouterr().out
    call_command("sync_pages")
    assert capsys.readouterr().out == "Every standing page is there.\n"
    for page in STANDING_PAGES:
        assert client.get(f"/{page.below}/{page.slug}/".replace("//", "/")).status_code == 200


def test_after_an_update_nothing_is_shown_that_older_code_kept(db):
    before = public_token.current()
    call_command("sync_pages", verbosity=0)
    assert public_token.current() != before


def test_sync_pages_leaves_what_an_editor_changed(client):
    page = HomePage.objects.get().get_children().get(slug="news").specific
    page.lead = "Changed by an editor"
    page.save()
    call_command("sync_pages")
    assert "Changed by an editor" in client.get("/news/").content.decode()


def test_check_names_a_page_that_an_address_hides():
    front = HomePage.objects.get()
    page = front.add_child(instance=StandardPage(title="Fine", slug="fine"))
    assert hidden_pages() == []
    # As a page that was moved, or that is older than the address: saved without validation.
    type(page).objects.filter(pk=page.pk).update(slug="members", url_path="/home/members/")
    [error] = hidden_pages()
    assert "“Fine”: its address /members/" in error.msg
