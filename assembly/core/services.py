"""Acts of the house itself: making the database match what the code says of offices and of jobs."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from django_q.models import Schedule

from assembly.core.rules import Refusal
from assembly.schedules import Job

from . import roles


class UnknownRight(Refusal):
    """The table of offices names a permission or a type of page that does not exist."""


@transaction.atomic
def sync_roles() -> None:
    """Make groups, permissions and workflows match the table of `core.roles`; repeatable.

    Our offices end up with what the table says and nothing else. Other groups are left alone.
    """
    known = _permissions_by_name()
    _refuse_unknown(known)
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in roles.OFFICES}
    for name, office in roles.OFFICES.items():
        groups[name].permissions.set([known[right] for right in office.permissions])
        set_page_rights(groups[name], _pages_of(office))
        _set_file_rights(groups[name], [known[right] for right in office.files])
    for approval in roles.APPROVALS:
        _sync_approval(approval, groups[approval.office])
    _retire_replaced()


@transaction.atomic
def sync_schedules(jobs: Iterable[Job]) -> None:
    """Make the worker's schedules match these; a job whose times did not change keeps its next run."""
    kept = []
    for job in jobs:
        wanted = {
            "name": job.name,
            "func": job.function,
            "schedule_type": Schedule.CRON,
            "cron": job.cron,
            "repeats": -1,
        }
        schedule = Schedule.objects.filter(**wanted).first() or Schedule(**wanted)
        schedule.full_clean()
        schedule.save()
        kept.append(schedule.pk)
    Schedule.objects.exclude(pk__in=kept).delete()


def set_page_rights(group: Group, rights: Mapping[Page, Iterable[str]]) -> None:
    """Give a group these actions ("add", "change", "publish" …) on these pages and below them, and no others."""
    content_type = ContentType.objects.get_for_model(Page)
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.filter(content_type=content_type)
    }
    wanted = {
        (page.pk, permissions[f"{action}_page"].pk)
        for page, actions in rights.items()
        for action in actions
    }
    held = {
        (row.page_id, row.permission_id): row.pk
        for row in GroupPagePermission.objects.filter(group=group)
    }
    GroupPagePermission.objects.filter(
        pk__in=[pk for key, pk in held.items() if key not in wanted]
    ).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - held.keys())
    )


def _permissions_by_name() -> dict[str, Permission]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }


def _refuse_unknown(known: Mapping[str, Permission]) -> None:
    """Name every right of the table that does not exist, instead of skipping it."""
    strangers = [right for right in _named_rights() if right not in known]
    strangers += [label for label in _named_models() if not _is_page_model(label)]
    if strangers:
        raise UnknownRight(
            "core/roles.py names what does not exist: " + ", ".join(sorted(set(strangers)))
        )


def _named_rights() -> Iterator[str]:
    for office in roles.OFFICES.values():
        yield from office.permissions
        yield from office.files
        for part in office.pages:
            yield from (f"{Page._meta.app_label}.{action}_page" for action in part.actions)


def _named_models() -> Iterator[str]:
    for office in roles.OFFICES.values():
        yield from (part.model for part in office.pages if part.model != roles.EVERY_PAGE)
    for approval in roles.APPROVALS:
        yield from (label for label in approval.models if label != roles.EVERY_PAGE)


def _is_page_model(label: str) -> bool:
    try:
        return issubclass(apps.get_model(label), Page)
    except (LookupError, ValueError):
        return False


def _pages(label: str, slug: str = "") -> list[Page]:
    """Find the pages meant by a label: the root of the tree, or every page of one type."""
    if label == roles.EVERY_PAGE:
        return list(Page.objects.filter(depth=1))
    content_type = ContentType.objects.get_for_model(apps.get_model(label))
    found = Page.objects.filter(content_type=content_type)
    return list(found.filter(slug=slug) if slug else found)


def _pages_of(office: roles.Office) -> dict[Page, set[str]]:
    rights: dict[Page, set[str]] = {}
    for part in office.pages:
        for page in _pages(part.model, part.slug):
            rights.setdefault(page, set()).update(part.actions)
    return rights


def _set_file_rights(group: Group, permissions: Iterable[Permission]) -> None:
    """Give a group these rights on every image and document (the root collection), and no others."""
    root = Collection.get_first_root_node()
    wanted = {permission.pk for permission in permissions} if root else set()
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=root, permission__in=wanted).delete()
    present = set(held.values_list("permission_id", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission_id=permission)
        for permission in sorted(wanted - present)
    )


def _sync_approval(approval: roles.Approval, office: Group) -> None:
    """One active workflow with one active step, approved by one office, on the pages it names."""
    task, _ = GroupApprovalTask.objects.update_or_create(
        name=approval.name, defaults={"active": True}
    )
    task.groups.set([office])
    workflow, _ = Workflow.objects.update_or_create(name=approval.name, defaults={"active": True})
    WorkflowTask.objects.filter(workflow=workflow).exclude(task=task).delete()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    pages = [page for label in approval.models for page in _pages(label)]
    WorkflowPage.objects.filter(workflow=workflow).exclude(page__in=pages).delete()
    for page in pages:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


def _retire_replaced() -> None:
    """Take away Wagtail's stock groups while nobody is in them, and switch its stock workflow off."""
    Group.objects.filter(name__in=roles.REPLACED_GROUPS, user=None).delete()
    Workflow.objects.filter(name__in=roles.REPLACED_APPROVALS).update(active=False)
    GroupApprovalTask.objects.filter(name__in=roles.REPLACED_APPROVALS).update(active=False)
