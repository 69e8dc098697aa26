"""What other apps show on an organisation's page and on “My Assembly”.

A panel gets the organisation (and, for “My Assembly”, the person) and returns a `Panel`, or None when it has nothing
to say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.core.points import Point

from .models import Organisation


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One thing in a panel: a link, or words alone when there is no page to go to."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled list. With no lines its `empty` sentence stands there instead."""

    heading: str
    lines: tuple[PanelLine, ...] = ()
    empty: str = ""
    url: str = ""
    label: str = ""


OrganisationPanel = Callable[[Organisation], Panel | None]
MyPanel = Callable[[User, Organisation], Panel | None]
PersonPanel = Callable[[User], Panel | None]

on_organisation_page: Point[OrganisationPanel] = Point("an organisation's public page")
# For the Support Unit alone, below what the public page shows.
on_staff_page: Point[OrganisationPanel] = Point("an organisation's page for staff")
on_my_page: Point[MyPanel] = Point("My Assembly, for somebody who acts for an organisation")
# For what a person is or does whichever organisation they act for, and with none.
on_my_page_of_person: Point[PersonPanel] = Point("My Assembly, for a person")


def of_organisation(organisation: Organisation) -> list[Panel]:
    """The panels of the public page of an organisation, in the order of the apps."""
    return [found for panel in on_organisation_page if (found := panel(organisation))]


def for_staff(organisation: Organisation) -> list[Panel]:
    """Everything that the apps know of an organisation: the public panels, and those for the Support Unit."""
    staff = (found for panel in on_staff_page if (found := panel(organisation)))
    return [*of_organisation(organisation), *staff]


def of_person(user: User, organisation: Organisation | None) -> list[Panel]:
    """What concerns a person, and then what concerns them acting for this organisation now."""
    own = [found for panel in on_my_page_of_person if (found := panel(user))]
    if organisation is None:
        return own
    return [*own, *(found for panel in on_my_page if (found := panel(user, organisation)))]
