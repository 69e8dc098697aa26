"""Rows that may be one organisation: with each other, with our register, and with the official ones."""

from collections.abc import Iterable, Mapping

from assembly.core.names import tidy
from assembly.membership import lookup, naming, rules
from assembly.membership.models import Organisation, RegisterEntry

from .columns import NAME, NUMBER
from .rows import Answer, Like, Row

NOT_TOLD_APART = (
    "Row {} has a name like this one, which many organisations share. Give the postcode of both, or add the place to "
    "the name."
)


def refuse_repeats(rows: list[Row]) -> None:
    """The same organisation in two rows makes the second one wrong; a name written otherwise is a question."""
    numbers: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for row in rows:
        if org_id := row.facts.get("org_id"):
            first = numbers.setdefault(org_id, row.number)
            if first != row.number:
                row.refuse(NUMBER, f"This number stands in row {first} already.")
        if row.name and row.postcode:
            # Of a name that many share nobody is asked.
            written = row.name if naming.is_general(row.name) else tidy(row.facts["name"])
            first = places.setdefault((written, row.postcode), row.number)
            if first != row.number:
                row.refuse(NAME, f"This organisation stands in row {first} already.")


def refuse_known(rows: list[Row]) -> None:
    """What is on our register already, or removed from the official one, does not come in."""
    numbers = [row.facts["org_id"] for row in rows if "org_id" in row.facts]
    holders = {each.org_id: each for each in Organisation.objects.filter(org_id__in=numbers)}
    entries = {each.org_id: each for each in RegisterEntry.objects.filter(org_id__in=numbers)}
    for row in rows:
        org_id = row.facts.get("org_id", "")
        may = rules.joining.number_may_be_used(holders.get(org_id), entries.get(org_id))
        if not may:
            row.refuse(NUMBER, may.reason)


def compare_names(rows: list[Row], answers: Mapping[str, Mapping[str, str]]) -> None:
    """A name near another's, on the register or further up in the file, is a question, whatever the postcode.

    The same name at the same postcode is no question: the row is wrong.
    """
    register = lookup.names_near([row.name for row in rows])
    found = {row.number: register.alike(row.name) for row in rows}
    organisations = Organisation.objects.in_bulk({pk for near in found.values() for pk in near})
    file = naming.Index[Row]()
    for row in rows:
        row.like = _near_on_register(row, [organisations[pk] for pk in found[row.number]])
        row.like += _near_in_file(row, file.alike(row.name))
        file.add(row.name, row)
        answer = answers.get(str(row.number), {})
        if (
            row.like
            and answer
            and set(row.about.split(".")) <= set(answer.get("about", "").split("."))
        ):
            row.answer = Answer(answer["answer"])


def _near_on_register(row: Row, near: Iterable[Organisation]) -> list[Like]:
    near = lookup.perhaps_the_same(row.name, row.postcode, near)
    for other in near:
        if other.postcode and (naming.comparable(other.name), other.postcode) == (
            row.name,
            row.postcode,
        ):
            row.refuse(NAME, f"{other.name} is on our register already.")
    return [_like(other) for other in near]


def _near_in_file(row: Row, earlier: Iterable[Row]) -> list[Like]:
    """Of a name that many share nobody is asked about each: the file itself has to tell its rows apart."""
    near = lookup.perhaps_the_same(row.name, row.postcode, earlier)
    if near and naming.is_general(row.name):
        for one, other in ((row, near[0]), *((each, row) for each in near)):
            if not one.postcode and not one.problems:
                one.refuse(NAME, NOT_TOLD_APART.format(other.number))
        return []
    return [
        Like(f"r{other.number}", f"{other.facts['name']}, in row {other.number}") for other in near
    ]


def _like(organisation: Organisation) -> Like:
    where = f" ({organisation.postcode})" if organisation.postcode else ""
    status = organisation.get_status_display().lower()
    return Like(f"o{organisation.pk}", f"{organisation.name}{where}, on our register: {status}")
