"""Only the Board's approval publishes, and nothing takes a published consultation away: every way in is tried."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupPagePermission, Page

import pytest

from assembly.consultations.models import BodyPage, Consultation, ConsultationPage
from assembly.consultations.publishing import services
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.conftest import publish
from tests.factories.consultations import editor_words, proposal
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


def live_page(consultation):
    return ConsultationPage.objects.get(consultation=consultation)


@pytest.fixture
def future(council, hari):
    """A draft whose days lie ahead of the clock of this computer."""
    opens_on = timezone.localdate() + dt.timedelta(days=7)
    facts = proposal(opens_on=opens_on, closes_on=opens_on + dt.timedelta(days=84))
    return services.draft_consultation(council, facts, by=hari)


@pytest.fixture
def root(db):
    return UserFactory(is_superuser=True, is_staff=True)


def admin(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def is_refused(response):
    """Wagtail answers a missing right with a redirect to its front page."""
    return response.status_code == 302 and response.headers["Location"] == "/cms/"


def fields_of(consultation, **changes):
    """The editor's form as a browser would send it."""
    page = live_page(consultation)
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "stage": consultation.stage,
        "opens_on": consultation.opens_on or "",
        "closes_on": consultation.closes_on or "",
        "reason_code": "",
        "reason_text": "",
        **editor_words(),
        **changes,
    }


# Ways to publish


@pytest.mark.parametrize("who", ["hari", "dev", "gwen", "root"])
def test_the_publish_button_of_the_editor_only_saves_a_draft(client, future, who, request):
    client.force_login(request.getfixturevalue(who))
    data = fields_of(future, title="Changed", **{"action-publish": "1"})
    client.post(admin("edit", future.page.pk), data)
    assert not live_page(future).live
    assert live_page(future).draft_title == "Changed"
    assert not Consultation.objects.published().exists()


@pytest.mark.parametrize("who", ["hari", "dev", "gwen", "root"])
def test_a_new_page_is_not_published_by_the_publish_button(client, council, who, request):
    client.force_login(request.getfixturevalue(who))
    day = timezone.localdate() + dt.timedelta(days=7)
    data = {
        "title": "New",
        "slug": "new",
        "summary": "What is new?",
        "stage": "formative",
        "opens_on": day,
        "closes_on": day + dt.timedelta(days=84),
        **editor_words(),
        "action-publish": "1",
        "go_live_at": "2008-01-01 00:00",
    }
    client.post(admin("add", "consultations", "consultationpage", council.page.pk), data)
    page = ConsultationPage.objects.get()
    assert (page.live, page.go_live_at) == (False, None)
    assert page.consultation.body == council
    assert not page.consultation.is_published


@pytest.mark.parametrize("who", ["hari", "dev", "gwen", "root"])
def test_bulk_publishing_leaves_a_consultation_out(client, future, who, request):
    client.force_login(request.getfixturevalue(who))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={future.page.pk}&next=/cms/")
    # Through its parent, "with everything below":
    client.post(f"{address}?id={future.body.page.pk}&next=/cms/", {"include_descendants": "on"})
    assert not live_page(future).live


def test_the_action_behind_the_buttons_cannot_make_the_page_live(future, gwen):
    with pytest.raises(RuleBroken, match="published by the approval of the Assembly Board"):
        PublishPageRevisionAction(future.page.latest_revision, user=gwen).execute(
            skip_permission_checks=True
        )
    assert not live_page(future).live


def test_saving_the_page_as_live_is_refused(future):
    page = live_page(future)
    page.live = True
    with pytest.raises(RuleBroken, match="published by the approval"):
        page.save()


def test_adding_a_page_that_is_live_is_refused(council):
    page = ConsultationPage(
        consultation=Consultation(body=council), title="Live", slug="live", summary="…"
    )
    with pytest.raises(RuleBroken, match="published by the approval"):
        council.page.add_child(instance=page)
    assert not Consultation.objects.exists()


def test_a_schedule_cannot_be_set_and_does_nothing(future):
    page = live_page(future)
    page.go_live_at = page.expire_at = timezone.now() - dt.timedelta(hours=1)
    page.save()
    page.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(hours=1))
    page = live_page(future)
    assert (page.go_live_at, page.expire_at) == (None, None)
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        call_command("publish_scheduled", verbosity=0)
    assert not live_page(future).live


def test_the_editor_offers_no_schedule(future, hari):
    form = ConsultationPage.get_edit_handler().get_form_class()
    assert not {"go_live_at", "expire_at"} & set(form.base_fields)


# Ways to take away, or to another address


@pytest.mark.parametrize("who", ["hari", "dev", "gwen", "root"])
@pytest.mark.parametrize("act", ["unpublish", "delete", "move", "copy"])
def test_nobody_unpublishes_deletes_moves_or_copies_a_published_consultation(
    client, consultation, who, act, request
):
    client.force_login(request.getfixturevalue(who))
    assert is_refused(client.post(admin(act, consultation.page.pk)))
    assert live_page(consultation).live


@pytest.mark.parametrize("who", ["hari", "dev", "gwen", "root"])
@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_nor_the_page_of_the_body_or_the_index_above_it(client, consultation, who, act, request):
    client.force_login(request.getfixturevalue(who))
    for page in [consultation.body.page, consultation.body.page.get_parent()]:
        assert is_refused(client.post(admin(act, page.pk)))
    assert live_page(consultation).live


def test_wagtail_offers_nobody_what_would_be_refused(consultation, hari, dev, gwen, root):
    for user in [hari, dev, gwen, root]:
        may = live_page(consultation).permissions_for_user(user)
        assert may.can_edit()
        assert not any(
            [
                may.can_publish(),
                may.can_unpublish(),
                may.can_delete(),
                may.can_move(),
                may.can_copy(),
            ]
        )


@pytest.mark.parametrize("who", ["hari", "gwen", "root"])
@pytest.mark.parametrize("act", ["move", "copy"])
def test_not_even_a_draft_is_moved_or_copied(client, draft, who, act, request):
    client.force_login(request.getfixturevalue(who))
    assert is_refused(client.get(admin(act, draft.page.pk)))


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_bulk_actions_leave_a_published_consultation_alone(client, consultation, root, act):
    client.force_login(root)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    home = consultation.body.page.get_parent().get_parent()
    for page in [consultation.page, consultation.body.page, consultation.body.page.get_parent()]:
        client.post(f"{address}?id={page.pk}&next=/cms/", {"include_descendants": "on"})
    if act == "unpublish":
        client.post(f"{address}?id={home.pk}&next=/cms/", {"include_descendants": "on"})
    assert live_page(consultation).live


def test_deleting_everything_above_is_refused(client, consultation, root):
    """Wagtail lets a superuser delete the front page, with all below it, in one query."""
    client.force_login(root)
    home = consultation.body.page.get_parent().get_parent()
    response = client.post(admin("delete", home.pk), {"confirm_site_name": "VCS Assembly"})
    assert is_refused(response)
    assert live_page(consultation).live


def test_no_query_deletes_a_published_consultation(consultation):
    for pages in [
        Page.objects.filter(pk=consultation.page.pk),
        ConsultationPage.objects.all(),
        Page.objects.filter(depth=2),
    ]:
        with (
            pytest.raises(RuleBroken, match="A published consultation stays"),
            transaction.atomic(),
        ):
            pages.delete()
    assert live_page(consultation).live


@pytest.mark.parametrize("who", ["gwen", "dev", "root", "ines"])
def test_only_its_own_body_deletes_a_draft(client, draft, who, request):
    user = request.getfixturevalue(who)
    client.force_login(user)
    client.post(admin("delete", draft.page.pk))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={draft.page.pk}&next=/cms/")
    assert Consultation.objects.filter(pk=draft.pk).exists()
    assert not draft.page.permissions_for_user(user).can_delete()


def test_who_began_a_draft_for_a_body_deletes_it(council, dev):
    begun = services.draft_consultation(council, proposal(), by=dev)
    assert begun.page.permissions_for_user(dev).can_delete()


def test_a_draft_is_deleted_with_its_record(client, draft, hari):
    client.force_login(hari)
    client.post(admin("delete", draft.page.pk))
    assert not ConsultationPage.objects.exists()
    assert not Consultation.objects.exists()


def test_the_model_refuses_what_the_buttons_do(consultation):
    page = live_page(consultation)
    for act in [page.unpublish, page.copy, page.create_alias, page.move]:
        with pytest.raises(RuleBroken):
            act()
    page.live = False
    with pytest.raises(RuleBroken, match="stays published"):
        page.save()


def test_a_consultation_has_one_page_whoever_copies_it(consultation):
    twin = ConsultationPage(
        consultation=live_page(consultation).consultation, title="Twin", slug="twin", summary="…"
    )
    with pytest.raises(ValidationError, match="already exists"):
        consultation.body.page.add_child(instance=twin)


def test_nobody_hides_a_consultation_behind_a_password(client, consultation, gwen):
    client.force_login(gwen)
    for page in [consultation.page, consultation.body.page]:
        assert is_refused(client.get(admin("set_privacy", page.pk)))


def test_the_address_of_a_published_consultation_never_changes(client, consultation, hari, gwen):
    client.force_login(hari)
    client.post(admin("edit", consultation.page.pk), fields_of(consultation, slug="elsewhere"))
    revision = live_page(consultation).get_latest_revision()
    revision.content["slug"] = "elsewhere"
    revision.save()
    services.publish_consultation(revision, by=gwen)
    assert live_page(consultation).slug == "day-services"
    page = live_page(consultation)
    page.slug = "elsewhere"
    with pytest.raises(RuleBroken, match="never changes"):
        page.save()


def test_reverting_brings_old_words_back_as_a_draft_only(client, consultation, hari):
    old = live_page(consultation).get_latest_revision()
    client.force_login(hari)
    client.post(admin("edit", consultation.page.pk), fields_of(consultation, title="Newer words"))
    data = fields_of(consultation, title="Day services, again", **{"action-publish": "1"})
    client.post(admin("revisions_revert", consultation.page.pk, old.pk), data)
    assert live_page(consultation).title == "Day services"
    assert live_page(consultation).draft_title == "Day services, again"


def test_no_edit_touches_the_window_of_a_published_consultation(client, consultation, hari, gwen):
    for who in [hari, gwen]:
        client.force_login(who)
        data = fields_of(
            consultation, opens_on="2009-01-05", closes_on="2009-01-06", stage="decided"
        )
        client.post(admin("edit", consultation.page.pk), data)
    stored = Consultation.objects.get()
    assert (stored.opens_on, stored.closes_on) == (consultation.opens_on, consultation.closes_on)
    assert stored.stage == "formative"


# What is not theirs


@pytest.mark.parametrize("act", ["edit", "delete", "unpublish", "move", "copy"])
def test_an_officer_of_another_body_reaches_nothing(client, consultation, ines, act):
    client.force_login(ines)
    assert is_refused(client.post(admin(act, consultation.page.pk)))
    assert is_refused(client.get(admin(act, consultation.page.pk)))


def test_an_officer_of_another_body_cannot_revert_or_add(client, consultation, ines):
    client.force_login(ines)
    revision = live_page(consultation).get_latest_revision()
    assert is_refused(client.get(admin("revisions_revert", consultation.page.pk, revision.pk)))
    address = admin("add", "consultations", "consultationpage", consultation.body.page.pk)
    assert is_refused(client.get(address))


def test_an_officer_adds_and_edits_below_the_page_of_their_own_body(client, draft, hari, trust):
    client.force_login(hari)
    own = admin("add", "consultations", "consultationpage", draft.body.page.pk)
    other = admin("add", "consultations", "consultationpage", trust.page.pk)
    assert client.get(own).status_code == 200
    assert is_refused(client.get(other))
    assert client.get(admin("edit", draft.page.pk)).status_code == 200


def test_an_officer_reaches_no_other_page_of_the_site(client, council, hari):
    client.force_login(hari)
    for page in Page.objects.filter(depth__gt=1).exclude(pk=council.page.pk):
        assert is_refused(client.get(admin("edit", page.pk)))


def test_officers_can_only_add_and_change(council, trust, hari, ines):
    rights = GroupPagePermission.objects.filter(group__name__startswith="Officers of")
    assert {right.permission.codename for right in rights} == {"add_page", "change_page"}
    assert {right.page_id for right in rights} == {page.pk for page in BodyPage.objects.all()}


def test_the_support_unit_edits_and_does_not_publish(client, future, dev):
    client.force_login(dev)
    assert client.get(admin("edit", future.page.pk)).status_code == 200
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        publish(future, by=dev)
    assert not Event.objects.filter(name__startswith="consultations").exists()
