"""Organisations that are not members: waiting, refused, suspended, lapsed, or known by name only."""

from django.utils.text import slugify

from assembly.membership.models import Limb, Organisation
from assembly.membership.services import admission

from .names import ACTIVITIES
from .stage import Demo
from .town import Sketch, Town, local

MENS_SHED = ("Men's Shed", "group", "micro", "A workshop, a kettle and company.")
PRAYER_GROUP = ("Mothers' Prayer Group", "group", "micro", "Meets in each other's homes.")
LUNCH_CLUB = ACTIVITIES["neighbourhoods"][5]

WAITING = [
    # place, district, days since it applied
    ("Hazelmarsh", "north-wiltshire", 1),
    ("Trowhill", "west-wiltshire", 4),
    ("Avonholt", "salisbury", 9),
]
REFUSED = [
    (
        Sketch(
            "Savern Leisure Limited", "other", "medium", "A gym and a pool.", ["kennet"], ["health"]
        ),
        Limb.NOT_FOR_PROFIT,
        "Accounts: a dividend was paid to the two directors.",
    ),
    (
        Sketch(
            "Malden Ford Parish Events",
            "other",
            "small",
            "Runs the parish council's fair.",
            ["north-wiltshire"],
            ["neighbourhoods"],
        ),
        Limb.NOT_STATUTORY,
        "A committee of the parish council, which names all its members.",
    ),
]
NO_LONGER = [
    ("Biss Bridge", "west-wiltshire", Organisation.Status.LAPSED),
    ("Fosbury End", "salisbury", Organisation.Status.LAPSED),
    ("Calder Cross", "north-wiltshire", Organisation.Status.SUSPENDED),
]
KNOWN = [
    ("Heywater", "west-wiltshire"),
    ("Upper Savern", "kennet"),
    ("Nadderleigh", "salisbury"),
    ("Brinkley Vale", "north-wiltshire"),
]


def seed(demo: Demo, town: Town) -> None:
    _waiting(demo, town)
    _refused(demo, town)
    _no_longer_members(demo, town)
    _known_by_name(town)


def _waiting(demo: Demo, town: Town) -> None:
    shed = local("Wylden", "salisbury", "health", MENS_SHED)
    town.applicant(shed, demo.person("nadia", "Nadia Novak"), days_ago=2)
    for place, district, days_ago in WAITING:
        sketch = local(
            place,
            district,
            "environment",
            ("Jam Makers", *MENS_SHED[1:3], "Jam from fruit that would rot."),
        )
        town.applicant(sketch, town.somebody(), days_ago=days_ago)


def _refused(demo: Demo, town: Town) -> None:
    for sketch, limb, evidence in REFUSED:
        organisation = town.applicant(sketch, town.somebody(), days_ago=60)
        town.check(organisation, days_ago=52, failed={limb: evidence})
        admission.refuse_organisation(organisation, by=demo.people["dev"])


def _no_longer_members(demo: Demo, town: Town) -> None:
    lapsed = local("Pennard Green", "kennet", "neighbourhoods", LUNCH_CLUB)
    _no_longer(
        demo, town.member(lapsed, demo.person("ben", "Ben Bright")), Organisation.Status.LAPSED
    )
    for place, district, status in NO_LONGER:
        sketch = local(place, district, "faith", PRAYER_GROUP)
        _no_longer(demo, town.member(sketch, town.somebody()), status)


def _no_longer(demo: Demo, organisation: Organisation, status: Organisation.Status) -> None:
    """Enter lapse and suspension as they stand: so far they are decided outside the site."""
    Organisation.objects.filter(pk=organisation.pk).update(status=status)
    demo.organisations.remove(organisation)
    del demo.voters[organisation.pk]


def _known_by_name(town: Town) -> None:
    for place, district in KNOWN:
        known = Organisation.objects.create(
            name=f"{place} Bell Ringers",
            slug=slugify(f"{place} Bell Ringers"),
            legal_form=Organisation.LegalForm.GROUP,
            description="Known from the county's list of groups; nobody acts for it here yet.",
        )
        known.districts.add(town.districts[district])
