"""Load a file of an official register, for looking up. No member's own words are touched."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.urls import reverse

from assembly.accounts.models import User
from assembly.core import locks, names
from assembly.core.events import record
from assembly.membership import comparing, rules, selectors
from assembly.membership.models import Organisation, RegisterEntry, RegisterImport
from assembly.membership.registers.files import RegisterFile
from assembly.membership.registers.lines import KEPT, Bad, EntryLine, PassedOver, facts_of
from assembly.notifications.services import notify

CHUNK = 1_000
UPDATED = [*(name for name in KEPT if name != "org_id"), "source", "line"]

REMOVED = RegisterEntry.Status.REMOVED.value

Line = tuple[int, EntryLine | Bad | PassedOver]
Numbered = tuple[int, EntryLine]
Tell = Callable[[int, str], None]


@dataclass(slots=True)
class Loaded:
    """What a file held and what it did. `rows` = new + changed + unchanged + repeats + passed over + bad."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    repeats: int = 0
    linked: int = 0
    elsewhere: int = 0
    # Entries that the file does not hold: marked as gone, or too many for that.
    gone: int = 0
    missing: int = 0
    bad: int = 0
    differing: int = 0

    @property
    def entries(self) -> int:
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class Listening:
    """Whom an import tells: of each problem and each repeat with its line, and how many rows are read."""

    problem: Tell = lambda _line, _reason: None
    repeat: Tell = lambda _line, _reason: None
    progress: Callable[[int], None] = lambda _rows: None


def import_register(
    file: RegisterFile,
    lines: Iterable[Line],
    *,
    by: User | None,
    areas: tuple[str, ...] = (),
    dry_run: bool = False,
    tell: Listening | None = None,
) -> Loaded:
    """Load the lines of a file, all or nothing; `areas` are beginnings of postcodes, or names of areas.

    What a register that is published whole no longer holds has left it, in whichever area.
    One problem, and RuleBroken is raised once every line was read. A dry run does everything, and takes it back.
    """
    loaded = Loaded()
    with transaction.atomic():
        locks.hold("import of a register")
        source = RegisterImport.objects.create(
            file_name=file.name[-255:], sha256=file.text.sha256, imported_by=by
        )
        loading = _Loading(source, loaded, areas, tell or Listening())
        touched = loading.load(lines)
        if file.layout.is_whole:
            touched += loading.mark_gone()
        rules.registers.may_be_loaded(file.name, loaded.rows, loaded.bad).enforce()
        _finish(source, loaded, touched, by)
        if dry_run:
            transaction.set_rollback(True)
    return loaded


def preview_register(
    lines: Iterable[Line],
    *,
    areas: tuple[str, ...] = (),
    tell: Listening | None = None,
    is_whole: bool = False,
) -> tuple[Loaded, int]:
    """What the lines would do, and how many organisations of ours they concern. Nothing is written, nobody waits."""
    loaded = Loaded()
    loading = _Loading(None, loaded, areas, tell or Listening())
    touched = loading.load(lines)
    if is_whole:
        touched += loading.mark_gone()
    return loaded, len(set(touched))


def _finish(source: RegisterImport, loaded: Loaded, touched: list[str], by: User | None) -> None:
    """Record the import, and tell staff where members and register now differ; without a change, leave no trace."""
    if not (loaded.new or loaded.changed or loaded.gone):
        source.delete()
        return
    source.rows = loaded.rows
    source.new_count, source.changed_count = loaded.new, loaded.changed
    source.gone_count = loaded.gone
    source.save(update_fields=["rows", "new_count", "changed_count", "gone_count"])
    record(
        "membership.register_imported",
        source,
        by=by,
        data={
            "sha256": source.sha256,
            "rows": loaded.rows,
            "new": loaded.new,
            "changed": loaded.changed,
            "gone": loaded.gone,
        },
    )
    found = comparing.differences(org_ids=touched) if touched else []
    loaded.differing = len({difference.organisation.pk for difference in found})
    if loaded.differing:
        notify(
            selectors.eligibility_checkers(),
            "membership/register_differs",
            about=source,
            context={"number": loaded.differing, "differences": found[:20]},
            url=reverse("membership_registers:difference_list"),
        )


class _Seen:
    """Which numbers stood in the file already: a bit each, so that the longest register takes a megabyte."""

    def __init__(self) -> None:
        self.bits: dict[str, bytearray] = {}

    def again(self, line: EntryLine) -> bool:
        """Whether this number was asked about before."""
        bits = self.bits.setdefault(line.register, bytearray())
        place, bit = self._place(line.number)
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        known = bits[place] & (1 << bit)
        bits[place] |= 1 << bit
        return bool(known)

    def knows(self, register: str, number: str) -> bool:
        bits = self.bits.get(register, b"")
        place, bit = self._place(number)
        return place < len(bits) and bool(bits[place] & (1 << bit))

    def _place(self, number: str) -> tuple[int, int]:
        return divmod(int("".join(filter(str.isdecimal, number))), 8)


@dataclass(slots=True)
class _Loading:
    """One file on its way into the table, a thousand lines at a time."""

    source: RegisterImport | None  # None: look, and write nothing
    loaded: Loaded
    areas: tuple[str, ...]
    tell: Listening
    seen: _Seen = field(default_factory=_Seen)
    touched: list[str] = field(default_factory=list)

    def load(self, lines: Iterable[Line]) -> list[str]:
        """Returns the numbers of organisations on our register whose entries are new or changed."""
        wanted = self._wanted(iter(lines))
        while chunk := list(islice(wanted, CHUNK)):
            # Whatever is written after a problem would be taken back.
            if self.source is None or not self.loaded.bad:
                self._write(self._different(chunk))
        return self.touched

    def _wanted(self, lines: Iterator[Line]) -> Iterator[Numbered]:
        """The usable lines; the others are counted, and told with their reason."""
        loaded = self.loaded
        for number, line in lines:
            loaded.rows += 1
            self.tell.progress(loaded.rows)
            if isinstance(line, EntryLine):
                if not self._is_here(line):
                    loaded.elsewhere += 1
                    self.seen.again(line)
                else:
                    yield number, line
            elif isinstance(line, PassedOver):
                loaded.linked += 1
            else:
                loaded.bad += 1
                for reason in line.reasons:
                    self.tell.problem(number, reason)

    def _is_here(self, line: EntryLine) -> bool:
        if not self.areas:
            return True
        return any(
            rules.registers.is_in_postcode_area(line.postcode, wanted)
            or names.same(wanted, line.area)
            for wanted in self.areas
        )

    def _different(self, chunk: list[Numbered]) -> list[Numbered]:
        """The lines that are new, or say something else than the entry."""
        known = {
            values[0]: values
            for values in RegisterEntry.objects.filter(
                org_id__in=[line.org_id for _, line in chunk]
            ).values_list(*KEPT)
        }
        different = []
        for number, line in chunk:
            facts = facts_of(line)
            before = known.setdefault(line.org_id, facts)
            if self.seen.again(line):
                self._tell_of_repeat(number, line, before)
            elif before is facts:
                self.loaded.new += 1
                different.append((number, line))
            elif before != facts:
                self.loaded.changed += 1
                known[line.org_id] = facts
                different.append((number, line))
            else:
                self.loaded.unchanged += 1
        self.loaded.removed += sum(line.status == REMOVED for _, line in different)
        return different

    def _write(self, different: list[Numbered]) -> None:
        if self.source:
            RegisterEntry.objects.bulk_create(
                [_entry(number, line, self.source) for number, line in different],
                update_conflicts=True,
                unique_fields=["org_id"],
                update_fields=UPDATED,
            )
        numbers = {line.org_id for _, line in different}
        numbers |= {f"{comparing.COMPANY}{line.company_number}" for _, line in different}
        self.touched += Organisation.objects.filter(org_id__in=numbers).values_list(
            "org_id", flat=True
        )

    def mark_gone(self) -> list[str]:
        """Mark the entries that stand in no line; returns the numbers of organisations of ours among them."""
        held = RegisterEntry.objects.registered().filter(register__in=list(self.seen.bits))
        known, gone = 0, []
        rows = held.values_list("pk", "register", "number", "org_id", "company_number")
        for pk, register, number, org_id, company in rows.iterator():
            known += 1
            if not self.seen.knows(register, number):
                gone.append((pk, org_id, f"{comparing.COMPANY}{company}"))
        if not rules.registers.holds_all_of_it(len(gone), known):
            self.loaded.missing = len(gone)
            return []
        self.loaded.gone = len(gone)
        ours: list[str] = []
        for start in range(0, len(gone), CHUNK):
            some = gone[start : start + CHUNK]
            if self.source:
                RegisterEntry.objects.filter(pk__in=[pk for pk, *_ in some]).update(
                    status=RegisterEntry.Status.GONE, source=self.source, line=0
                )
            numbers = [number for _, *both in some for number in both]
            ours += Organisation.objects.filter(org_id__in=numbers).values_list("org_id", flat=True)
        return ours

    def _tell_of_repeat(self, number: int, line: EntryLine, first: tuple[object, ...]) -> None:
        """The first line of a number stands, so that the same file does the same twice; what differs is named."""
        self.loaded.repeats += 1
        pairs = zip(KEPT, facts_of(line), first, strict=True)
        differing = ", ".join(name for name, again, stands in pairs if again != stands)
        note = f"; it differs in {differing}, and the first stands" if differing else ""
        self.tell.repeat(number, f"{line.org_id} stands further up already: merged{note}.")


def _entry(number: int, line: EntryLine, source: RegisterImport) -> RegisterEntry:
    facts = dict(zip(KEPT, facts_of(line), strict=True))
    return RegisterEntry(**facts, source=source, line=number)
