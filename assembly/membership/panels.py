"""What other apps show on an organisation's page and on “My Assembly”.

Membership knows nothing of groups or seats. A higher app hands in a function from its `AppConfig.ready`:

    panels.on_organisation_page(selectors.groups_panel)

It gets the organisation (and, for “My Assembly”, the person) and returns a `Panel`, or None when it has nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assembly.accounts.models import User

from .models import Organisation


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a panel: a link, or words alone when there is no page to go to."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled list. With no lines its `empty` sentence stands there instead."""

    heading: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    url: str = ""
    label: str = ""


OrganisationPanel = Callable[[Organisation], Panel | None]
MyPanel = Callable[[User, Organisation], Panel | None]
PersonPanel = Callable[[User], Panel | None]

_organisation_page: list[OrganisationPanel] = []
_staff_page: list[OrganisationPanel] = []
_my_page: list[MyPanel] = []
_of_person_alone: list[PersonPanel] = []


def on_organisation_page(panel: OrganisationPanel) -> None:
    if panel not in _organisation_page:
        _organisation_page.append(panel)


def on_staff_page(panel: OrganisationPanel) -> None:
    """For the Support Unit alone, below what stands on the public page."""
    if panel not in _staff_page:
        _staff_page.append(panel)


def on_my_page(panel: MyPanel) -> None:
    if panel not in _my_page:
        _my_page.append(panel)


def on_my_page_of_person(panel: PersonPanel) -> None:
    """For what a person is or does whichever organisation they act for, and with none."""
    if panel not in _of_person_alone:
        _of_person_alone.append(panel)


def of_organisation(organisation: Organisation) -> list[Panel]:
    """The panels of the public page of an organisation, in the order of the apps."""
    return [found for panel in _organisation_page if (found := panel(organisation))]


def for_staff(organisation: Organisation) -> list[Panel]:
    """Everything that the apps know of an organisation: the public panels, and those for the Support Unit."""
    staff = (found for panel in _staff_page if (found := panel(organisation)))
    return [*of_organisation(organisation), *staff]


def of_person(user: User, organisation: Organisation | None) -> list[Panel]:
    """What concerns a person, and then what concerns them acting for this organisation now."""
    own = [found for panel in _of_person_alone if (found := panel(user))]
    if organisation is None:
        return own
    return [*own, *(found for panel in _my_page if (found := panel(user, organisation)))]
