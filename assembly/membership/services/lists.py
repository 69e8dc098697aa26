"""Take over an existing list of members: upload, look through, apply all or nothing, undo."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, RestrictedError
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import change, record
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import member_lists, rules
from assembly.membership.member_lists.columns import fingerprint, left_out
from assembly.membership.member_lists.files import text_of, without
from assembly.membership.models import (
    Claim,
    Criterion,
    Delegate,
    EligibilityFinding,
    ListColumns,
    MemberList,
    MemberListRow,
    Organisation,
)

from . import admission, joining

ADDED = change(Organisation, "added")
# What the record holds of an organisation that came in with a list and did nothing since.
OF_THE_LIST = (ADDED, "membership.told_apart", "membership.checked", "membership.admitted")


@transaction.atomic
def upload_list(content: bytes, file_name: str, *, by: User) -> MemberList:
    """Keep the file for looking through; Unreadable says why it cannot be taken apart.

    Which column is which is known of our own titles, of a program's whose titles we know, and of those that somebody
    has explained before. Of others a person says it next (`name_columns`).
    """
    rules.lists.list_may_be_received(file_name, len(content), member_lists.LARGEST).enforce()
    text = text_of(content, file_name)
    titles = member_lists.read_table(text, file_name).titles
    columns = _known_columns(titles)
    if columns is not None and left_out(titles, columns):
        text = without(text, file_name, set(columns.values()))
    return MemberList.objects.create(
        file_name=file_name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        # The preview shows a cell with a NUL as a problem; PostgreSQL cannot keep one.
        content=text.replace("\0", "\N{REPLACEMENT CHARACTER}"),
        columns=columns,
        uploaded_by=by,
    )


def table_of(member_list: MemberList) -> member_lists.Table:
    return member_lists.read_table(member_list.content, member_list.file_name)


def _known_columns(titles: list[str]) -> dict[str, int] | None:
    if found := member_lists.recognised(titles):
        return found
    said = ListColumns.objects.filter(titles=fingerprint(titles)).first()
    return dict(said.columns) if said else None


@transaction.atomic
def name_columns(member_list: MemberList, columns: Mapping[str, int], *, by: User) -> MemberList:
    """Say which column is which: for this list, and for the next one with the same titles.

    What stands in the other columns is kept no longer.
    """
    member_list = MemberList.objects.select_for_update().get(pk=member_list.pk)
    rules.lists.columns_may_be_named(member_list).enforce()
    table = table_of(member_list)
    member_list.columns = dict(columns)
    member_list.content = without(member_list.content, member_list.file_name, set(columns.values()))
    member_list.save(update_fields=["columns", "content"])
    ListColumns.objects.update_or_create(
        titles=fingerprint(table.titles),
        defaults={"columns": dict(columns), "said_by": by, "said_at": timezone.now()},
    )
    return member_list


def preview(member_list: MemberList) -> member_lists.Preview:
    """The list against the register as it is now."""
    return member_lists.read(
        table_of(member_list),
        member_list.columns or {},
        on=timezone.localdate(),
        answers=member_list.answers,
    )


@transaction.atomic
def answer_names(
    member_list: MemberList, answers: Mapping[int, tuple[member_lists.Answer, str]]
) -> MemberList:
    """Keep for these rows whether they are the same organisation as those they were compared with (`Row.about`)."""
    member_list = MemberList.objects.select_for_update().get(pk=member_list.pk)
    rules.lists.list_may_be_applied(member_list, wrong_rows=0).enforce()
    for number, (answer, about) in answers.items():
        member_list.answers[str(number)] = {"answer": answer.value, "about": about}
    member_list.save(update_fields=["answers"])
    return member_list


@transaction.atomic
def apply_list(member_list: MemberList, *, by: User) -> int:
    """Enter every organisation of the list, or none; returns how many.

    One with the day since when it is a member is a member from that day, checked on the evidence of the list. The
    others are listed. Nobody acts for them yet: people claim them.
    """
    member_list = MemberList.objects.select_for_update().get(pk=member_list.pk)
    rules.lists.list_may_be_applied(member_list, wrong_rows=0).enforce()
    found = preview(member_list)
    rules.lists.list_may_be_applied(member_list, len(found.wrong), len(found.asking)).enforce()
    entered: dict[str, int] = {}
    for row in found.coming_in:
        organisation = _enter(row, member_list, entered, by)
        entered[f"r{row.number}"] = organisation.pk
        MemberListRow.objects.create(
            member_list=member_list, organisation=organisation, row=row.number
        )
    member_list.state, member_list.applied_at = MemberList.State.APPLIED, timezone.now()
    member_list.content, member_list.answers = "", {}
    member_list.save(update_fields=["state", "applied_at", "content", "answers"])
    record(
        "membership.list_applied",
        member_list,
        by=by,
        data={"sha256": member_list.sha256, "rows": len(entered)},
    )
    return len(entered)


@transaction.atomic
def undo_list(member_list: MemberList, *, by: User) -> int:
    """Take out every organisation that came in with the list; returns how many."""
    member_list = MemberList.objects.select_for_update().get(pk=member_list.pk)
    rules.lists.list_may_be_undone(member_list, _acted(member_list)).enforce()
    organisations = Organisation.objects.filter(pk__in=member_list.rows.values("organisation"))
    number = organisations.count()
    try:
        organisations.delete()
    except (ProtectedError, RestrictedError) as error:
        raise RuleBroken(
            f"{member_list} cannot be undone: other records point at its organisations now."
        ) from error
    member_list.state = MemberList.State.UNDONE
    member_list.save(update_fields=["state"])
    record("membership.list_undone", member_list, by=by, data={"rows": number})
    return number


def drop_list(member_list: MemberList) -> None:
    """Throw a list away that was not applied."""
    MemberList.objects.filter(pk=member_list.pk, state=MemberList.State.UPLOADED).delete()


def _enter(
    row: member_lists.Row, member_list: MemberList, entered: Mapping[str, int], by: User
) -> Organisation:
    organisation = Organisation(**row.facts)
    # Those the person was asked about: on the register, and rows that have come in before this one.
    codes = [each.code for each in row.like]
    organisation.told_apart = {
        *(int(code[1:]) for code in codes if code.startswith("o")),
        *(entered[code] for code in codes if code in entered),
    }
    joining.enter(organisation, districts=row.districts, themes=row.themes, by=by)
    record(ADDED, organisation, by=by)
    if row.since:
        evidence = f"Taken over from the list of members {member_list}, row {row.number}."
        _admit(organisation, row, evidence, by)
    return organisation


def _admit(organisation: Organisation, row: member_lists.Row, evidence: str, by: User) -> None:
    """The whole way of an application, on the evidence of the list."""
    criteria = rules.eligibility.criteria_for(social_enterprise=False)
    organisation.status = Organisation.Status.APPLIED
    organisation.applied_on = row.since
    organisation.save(update_fields=["status", "applied_on"])
    EligibilityFinding.objects.bulk_create(
        EligibilityFinding(organisation=organisation, criterion=criterion, declared=True)
        for criterion in criteria
    )
    found = admission.Finding(met=True, evidence=evidence)
    admission.record_check(organisation, dict.fromkeys(map(Criterion, criteria), found), by=by)
    admission.admit_organisation(organisation, by=by, on=row.since)


def _acted(member_list: MemberList) -> list[str]:
    """Names of its organisations that somebody acts for, claimed, or did something with."""
    events = Event.objects.filter(acting_for=OuterRef("pk"))
    about = Event.objects.filter(
        subject_type=Organisation._meta.label_lower, subject_id=OuterRef("pk")
    ).exclude(name__in=OF_THE_LIST)
    delegates = Delegate.objects.filter(organisation=OuterRef("pk"))
    claims = Claim.objects.filter(organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(pk__in=member_list.rows.values("organisation"))
    acted = organisations.filter(
        Exists(events) | Exists(about) | Exists(delegates) | Exists(claims)
    )
    return list(acted.values_list("name", flat=True))
