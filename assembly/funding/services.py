"""Awards enter the register here, a whole source at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from django.db import transaction

from assembly.accounts.models import User
from assembly.core import names
from assembly.core.events import record
from assembly.membership.models import Organisation
from assembly.partners.models import Department, PublicBody

from . import figures, rules
from .lines import FACTS, JUDGEMENTS, MAY_NAME_A_PERSON, AwardLine, Batch, Loaded
from .models import POUNDS, Award, AwardChange, AwardImport, financial_year

CHUNK = 500
LINKS = ("funder_id", "department_id", "recipient_id")


@transaction.atomic
def import_awards(batch: Batch, lines: Iterable[AwardLine], *, by: User | None) -> Loaded:
    """Load a checked source: new awards are added, changed ones changed with their history, the rest left alone.

    All or nothing. A source that changes nothing leaves nothing behind: no import, no event.
    """
    AwardImport.objects.lock()
    rules.may_be_imported(batch).enforce()

    source = AwardImport.objects.create(
        file_name=batch.file_name[-255:],
        sha256=batch.sha256,
        attribution=batch.attribution,
        rows=batch.rows,
        total=batch.total,
        new_count=0,
        changed_count=0,
        left_out=list(batch.left_out),
        imported_by=by,
    )
    register = _Register(source)
    seen = Batch(batch.file_name, batch.sha256, rows=0, total=Decimal(0))
    for chunk in _chunks(lines):
        register.load(chunk)
        pounds = sum((line.amount for line in chunk if line.currency == POUNDS), Decimal(0))
        seen = replace(seen, rows=seen.rows + len(chunk), total=seen.total + pounds)
    rules.was_read_twice_alike(batch, seen).enforce()

    loaded = Loaded(
        register.new,
        register.changed,
        batch.rows - register.new - register.changed,
        register.linked,
    )
    if not (loaded.new or loaded.changed):
        source.delete()
        return loaded
    source.new_count, source.changed_count = loaded.new, loaded.changed
    source.save(update_fields=["new_count", "changed_count"])
    figures.renew()
    record(
        "funding.imported",
        source,
        by=by,
        data={
            "sha256": source.sha256,
            "rows": source.rows,
            "total": source.total,
            "new": loaded.new,
            "changed": loaded.changed,
            **({"left_out": len(batch.left_out)} if batch.left_out else {}),
        },
    )
    return loaded


def preview_awards(lines: Iterable[AwardLine]) -> Loaded:
    """What these lines would do to the register as it is now. Nothing is written."""
    register, rows = _Register(None), 0
    for chunk in _chunks(lines):
        register.load(chunk)
        rows += len(chunk)
    return Loaded(
        register.new, register.changed, rows - register.new - register.changed, register.linked
    )


def _chunks(lines: Iterable[AwardLine]) -> Iterator[list[AwardLine]]:
    lines = iter(lines)
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


class _Register:
    """The register while one source is loaded into it, a few hundred lines at a time."""

    def __init__(self, source: AwardImport | None) -> None:
        self.source = source  # None: look, and write nothing
        self.new = self.changed = self.linked = 0
        self.bodies = dict(PublicBody.objects.exclude(org_id="").values_list("org_id", "pk"))
        self.departments: dict[tuple[int | None, str], int] = {}
        for pk, body, name, code in Department.objects.values_list("pk", "body", "name", "code"):
            self.departments[body, names.folded(name)] = self.departments[
                body, names.folded(code)
            ] = pk

    def load(self, lines: list[AwardLine]) -> None:
        # Funder and identifier, in the order of the unique index: by identifier alone, every chunk reads the table.
        known = Award.objects.filter(
            funder_org_id__in={line.funder_org_id for line in lines},
            grant_id__in={line.grant_id for line in lines},
        )
        held = {(award.funder_org_id, award.grant_id): award for award in known}
        named = {line.recipient_org_id for line in lines} - {""}
        recipients = Organisation.objects.keys_by_number(named)
        added = []
        for line in lines:
            links = self._links(line, recipients)
            award = held.get((line.funder_org_id, line.grant_id))
            if award is None:
                added.append(self._new_award(line, links))
            else:
                self._bring_up_to_date(award, line, links)
        if self.source:
            Award.objects.bulk_create(added)
        self.new += len(added)

    def _links(self, line: AwardLine, recipients: dict[str, int]) -> dict[str, int | None]:
        body = self.bodies.get(line.funder_org_id)
        department = self.departments.get((body, names.folded(line.department_name)))
        recipient = recipients.get(line.recipient_org_id)
        return dict(zip(LINKS, (body, department, recipient), strict=True))

    def _new_award(self, line: AwardLine, links: dict[str, int | None]) -> Award:
        return Award(
            source=self.source,
            source_row=line.row,
            grant_id=line.grant_id,
            funder_org_id=line.funder_org_id,
            financial_year=financial_year(line.awarded_on),
            **{name: getattr(line, name) for name in (*FACTS, *JUDGEMENTS)},
            **links,
        )

    def _bring_up_to_date(
        self, award: Award, line: AwardLine, links: dict[str, int | None]
    ) -> None:
        """Change the facts that differ, keeping what they were; make links that were not there before."""
        differing = [name for name in FACTS if getattr(award, name) != getattr(line, name)]
        unlinked = [name for name in LINKS if getattr(award, name) != links[name]]
        self.changed += bool(differing)
        self.linked += bool(unlinked and not differing)
        if self.source and (differing or unlinked):
            self._change(award, line, differing, links, self.source)

    def _change(
        self,
        award: Award,
        line: AwardLine,
        differing: list[str],
        links: dict[str, int | None],
        source: AwardImport,
    ) -> None:
        if differing:
            self._keep_history(award, line, differing)
            award.source, award.source_row = source, line.row
            award.financial_year = financial_year(line.awarded_on)
        for name in differing:
            setattr(award, name, getattr(line, name))
        for name, link in links.items():
            setattr(award, name, link)
        award.save(update_fields=[*differing, *LINKS, "source", "source_row", "financial_year"])

    def _keep_history(self, award: Award, line: AwardLine, differing: list[str]) -> None:
        """Keep what changed. Of an award that turns out to be a person's, nothing that may name them is kept."""
        kept = differing
        if line.to_individual:
            award.changes.filter(field__in=MAY_NAME_A_PERSON).delete()
            kept = [name for name in differing if name not in MAY_NAME_A_PERSON]
        AwardChange.objects.bulk_create(
            AwardChange(
                award=award,
                made_by=self.source,
                field=name,
                before=_written(getattr(award, name)),
                after=_written(getattr(line, name)),
            )
            for name in kept
        )


def _written(value: object) -> str:
    return "" if value is None else str(value)
