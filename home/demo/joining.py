"""On the way in: an official register to look in, claims that wait, a registration begun, a list to look through."""

from collections.abc import Iterator
from pathlib import Path

from assembly.core.text_files import Encoding, TextFile
from assembly.membership import domains, naming
from assembly.membership.models import Organisation, RegisterEntry
from assembly.membership.registers.charities import SAMPLE
from assembly.membership.registers.files import RegisterFile
from assembly.membership.registers.lines import EntryLine
from assembly.membership.services import claims, drafts, lists, registers

from .stage import Demo

# Invented, under a country code that nobody has: name, postcode, district, what it does, is it still registered.
CHARITIES = [
    ("THE FRIENDS OF COLDHARROW HALL", "SN10 9ZZ", "Keeps the village hall open and warm.", True),
    ("DURNSBY ALMSHOUSES", "SN10 9ZY", "Homes for older people of the parish.", True),
    ("CHALKBOURNE MUSIC FESTIVAL", "SP1 9ZZ", "A week of music every June.", True),
    ("AVONHOLT PRE-SCHOOL", "SP4 9ZZ", "Play and learning for the under fives.", True),
    ("BISS BRIDGE SCOUT GROUP", "BA14 9ZZ", "Scouting for everybody from six to eighteen.", True),
    ("TROWHILL READING ROOM", "BA14 9ZY", "Lent books until the library opened.", False),
]
LIST = """Name,Legal form,Postcode,Districts,Themes,Member since
Upper Savern Wassailers,Community group without legal form,SN9 9ZZ,Kennet,,2006-01-17
Melkstowe Toy Library,Unincorporated association,SN12,West Wiltshire,,2005-09-01
Nadderleigh Bee Keepers,Unincorporated association,SP3 9ZZ,Salisbury,,
"""


def seed(demo: Demo) -> None:
    demo.say(f"A register of {len(CHARITIES) + 2} invented charities, claims, a draft and a list")
    _register(demo)
    _claims(demo)
    drafts.save_draft(
        demo.people["carys"],
        {
            "name": ["Coldharrow Singers"],
            "description": ["We sing in the hall on Thursdays, and at"],
            "legal_form": ["group"],
        },
    )
    lists.upload_list(LIST.encode(), "members-2006.csv", by=demo.people["dev"])


def _register(demo: Demo) -> None:
    """Some that are not here yet, and two members of which the register says something else."""
    text = TextFile(Path("register-of-the-demo.csv"), "0" * 64, Encoding.UTF_8, "")
    file = RegisterFile(text, SAMPLE, ",")
    lines = list(_lines(demo))
    registers.import_register(file, enumerate(lines, start=2), by=demo.people["dev"])


def _lines(demo: Demo) -> Iterator[EntryLine]:
    for number, (name, postcode, activities, registered) in enumerate(CHARITIES, start=80_001):
        site = f"https://{name.title().replace(' ', '').lower()}.example.org" if registered else ""
        yield EntryLine(
            org_id=f"XX-DEMO-{number}",
            register="XX-DEMO",
            number=str(number),
            name=name,
            name_key=naming.key(name),
            status=RegisterEntry.Status.REGISTERED if registered else RegisterEntry.Status.REMOVED,
            registered_on=demo.day(-4_000 - number % 7 * 300),
            removed_on=None if registered else demo.day(-900),
            website=site,
            domain=domains.domain(site),
            postcode=postcode,
            area="Wiltshire",
            activities=activities,
        )
    renamed, removed = [each for each in demo.organisations if each.org_id][:2]
    yield _of(renamed, f"{renamed.name} and Friends".upper())
    yield _of(removed, removed.name.upper(), removed_on=demo.day(-20))


def _of(organisation: Organisation, name: str, **removal: object) -> EntryLine:
    return EntryLine(
        org_id=organisation.org_id,
        register="XX-DEMO",
        number=organisation.org_id.removeprefix("XX-DEMO-"),
        name=name,
        name_key=naming.key(name),
        status=RegisterEntry.Status.REMOVED if removal else RegisterEntry.Status.REGISTERED,
        **removal,  # type: ignore[arg-type]  # the day of the removal
    )


def _claims(demo: Demo) -> None:
    """One on an organisation that is led by somebody, who is asked; one on one that is known by name alone."""
    claims.claim_with_evidence(
        demo.organisations[2],
        "I am its treasurer since the last yearly meeting; the minutes name me, and the chair knows me.",
        by=demo.people["carys"],
    )
    ringers = Organisation.objects.get(name="Heywater Bell Ringers")
    claims.claim_with_evidence(
        ringers,
        "I am captain of the tower. The churchwarden can tell you so.",
        by=demo.people["ben"],
    )
