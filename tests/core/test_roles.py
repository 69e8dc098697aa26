from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

import pytest

from assembly.core import roles, services
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db):
    return UserFactory(office=roles.BOARD)


@pytest.fixture
def top_page(db):
    return Page.objects.filter(depth=2).first()


def rights_in_database():
    return {
        "permissions": set(
            Group.objects.filter(name__in=roles.OFFICES).values_list("name", "permissions")
        ),
        "pages": set(
            GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")
        ),
        "workflows": set(Workflow.objects.values_list("name", "active", "workflow_tasks__task")),
        "on_pages": set(WorkflowPage.objects.values_list("page", "workflow__name")),
    }


def test_offices_have_what_the_table_says():
    services.sync_roles()
    for name, office in roles.OFFICES.items():
        held = {
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in Group.objects.get(name=name).permissions.all()
        }
        assert held == set(office.permissions)


def test_syncing_twice_changes_nothing():
    services.sync_roles()
    before = rights_in_database()
    services.sync_roles()
    assert rights_in_database() == before


def test_a_stray_right_of_an_office_is_taken_away(top_page):
    services.sync_roles()
    before = rights_in_database()
    office = Group.objects.get(name=roles.SUPPORT_UNIT)
    office.permissions.add(Permission.objects.get(codename="delete_organisation"))
    GroupPagePermission.objects.create(group=office, page=top_page, permission_type="publish")
    services.sync_roles()
    assert rights_in_database() == before


def test_groups_that_are_no_office_are_left_alone(top_page):
    group = Group.objects.create(name="Officers of Kennet")
    services.set_page_rights(group, {top_page: ["add", "change"]})
    services.sync_roles()
    held = group.page_permissions.values_list("permission__codename", flat=True)
    assert set(held) == {"add_page", "change_page"}


def test_an_unknown_permission_is_named(monkeypatch):
    wrong = roles.Office(permissions=("membership.fly",), files=("wagtailimages.paint",))
    monkeypatch.setitem(roles.OFFICES, "Harbour master", wrong)
    with pytest.raises(CommandError, match=r"membership\.fly, wagtailimages\.paint"):
        call_command("sync_roles")
    assert not Group.objects.filter(name="Harbour master").exists()


@pytest.mark.parametrize("label", ["home.NoSuchPage", "nonsense", "membership.Organisation"])
def test_an_unknown_type_of_page_is_named(monkeypatch, label):
    wrong = roles.Office(pages=(roles.OnPages(label, ("add",)),))
    monkeypatch.setitem(roles.OFFICES, roles.SCRUTINEER, wrong)
    with pytest.raises(services.UnknownRight, match=label):
        services.sync_roles()


def test_an_unknown_action_on_pages_is_named(monkeypatch):
    wrong = roles.Office(pages=(roles.OnPages(roles.EVERY_PAGE, ("vote",)),))
    monkeypatch.setitem(roles.OFFICES, roles.SCRUTINEER, wrong)
    with pytest.raises(services.UnknownRight, match="vote_page"):
        services.sync_roles()


def test_a_right_may_name_pages_of_one_type_and_slug(monkeypatch, top_page):
    part = roles.OnPages(top_page.specific_class._meta.label, ("add",), slug=top_page.slug)
    monkeypatch.setitem(roles.OFFICES, roles.SCRUTINEER, roles.Office(pages=(part,)))
    services.sync_roles()
    assert GroupPagePermission.objects.get(group__name=roles.SCRUTINEER).page == top_page


def test_support_unit_edits_every_page_and_publishes_none(dev, top_page):
    tester = top_page.permissions_for_user(dev)
    assert tester.permissions == {"add", "change"}
    assert tester.can_edit()
    assert not tester.can_publish()
    assert not tester.can_unpublish()
    assert not tester.can_delete()


def test_board_publishes(board, top_page):
    assert top_page.permissions_for_user(board).can_publish()


def test_what_the_support_unit_submits_goes_to_the_board(dev, board, top_page):
    workflow = top_page.get_workflow()
    assert workflow.name == "Assembly Board approval"
    [task] = workflow.tasks
    assert task.specific.user_can_access_editor(top_page, board)
    assert task.specific.get_actions(top_page, board)
    assert not task.specific.get_actions(top_page, dev)


def test_a_step_added_to_the_workflow_by_hand_is_removed():
    services.sync_roles()
    workflow = Workflow.objects.get(name="Assembly Board approval")
    stray = GroupApprovalTask.objects.create(name="A stray step")
    WorkflowTask.objects.create(workflow=workflow, task=stray, sort_order=1)
    services.sync_roles()
    assert [task.name for task in workflow.tasks] == ["Assembly Board approval"]


def test_the_stock_groups_of_wagtail_go_unless_somebody_is_in_them(carys):
    for name in roles.REPLACED_GROUPS:
        Group.objects.create(name=name)
    carys.groups.add(Group.objects.get(name="Editors"))
    services.sync_roles()
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()
    assert not Workflow.objects.get(name="Moderators approval").active


def test_syncing_a_database_without_pages_works():
    Page.objects.filter(depth__gt=0).delete()
    services.sync_roles()
    assert not GroupPagePermission.objects.exists()


@pytest.mark.parametrize(
    ("person", "enters"),
    [("asha", False), ("carys", False), ("dev", True), ("efua", True)],
)
def test_only_office_holders_enter_the_editing_pages(request, person, enters):
    assert request.getfixturevalue(person).has_perm("wagtailadmin.access_admin") is enters


def test_the_command_says_what_it_did(capsys):
    call_command("sync_roles")
    assert capsys.readouterr().out == "8 offices match core/roles.py.\n"
    call_command("sync_roles", verbosity=0)
    assert capsys.readouterr().out == ""
