"""Organisations that are not members: waiting, refused, suspended, lapsed, left, or known by name only."""

from django.utils.text import slugify

from assembly.core.days import months_after
from assembly.membership import rules
from assembly.membership.models import Criterion, Organisation
from assembly.membership.services import admission, appeals, confirming, resigning, suspending

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
        Criterion.NOT_FOR_PROFIT,
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
        Criterion.NOT_STATUTORY,
        "A committee of the parish council, which names all its members.",
    ),
]
LAPSED = [("Biss Bridge", "west-wiltshire"), ("Fosbury End", "salisbury")]
SUSPENDED = ("Calder Cross", "north-wiltshire")
LEFT = ("Heywater", "west-wiltshire")
# Two years and some days, so that the lapse is a few days old and can be appealed against.
SILENT_SINCE = 760
SUSPENSION = (
    "Two complaints that it collected for itself in the name of the Assembly. "
    "It was asked twice to stop, in writing, and did not answer."
)
APPEAL = (
    "The parish council lends us its hall and its name, no more. Our own members elect the committee each March; "
    "the minutes of the last three years are with the Support Unit. We ask the Board to look at them."
)
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
    """Rosa may still appeal; Ralf has, and the Board has it before it."""
    rosa, ralf = demo.person("rosa", "Rosa Reid"), demo.person("ralf", "Ralf Roe")
    for lead, (sketch, criterion, evidence) in zip((rosa, ralf), REFUSED, strict=True):
        organisation = town.applicant(sketch, lead, days_ago=30)
        town.check(organisation, days_ago=12, failed={criterion: evidence})
        admission.refuse_organisation(organisation, by=demo.people["dev"], on=demo.day(-12))
        if lead == ralf:
            appeals.appeal(organisation, APPEAL, by=ralf, on=demo.day(-5))


def _no_longer_members(demo: Demo, town: Town) -> None:
    club = local("Pennard Green", "kennet", "neighbourhoods", LUNCH_CLUB)
    _lapse(demo, town.member(club, demo.person("ben", "Ben Bright"), days_ago=SILENT_SINCE))
    for place, district in LAPSED:
        sketch = local(place, district, "faith", PRAYER_GROUP)
        _lapse(demo, town.member(sketch, town.somebody(), days_ago=SILENT_SINCE))
    suspended = town.member(
        local(*SUSPENDED, "faith", PRAYER_GROUP), demo.person("sol", "Sol Sand")
    )
    suspending.suspend(suspended, SUSPENSION, by=demo.people["dev"], on=demo.day(-9))
    _no_longer(demo, suspended)
    lead = town.somebody()
    left = town.member(local(*LEFT, "faith", PRAYER_GROUP), lead)
    resigning.resign(left, "Its last two members moved away.", by=lead, on=demo.day(-40))
    _no_longer(demo, left)


def _lapse(demo: Demo, organisation: Organisation) -> None:
    """Nobody confirmed the entry since it was admitted: the three reminders, and the day of the lapse."""
    admitted = organisation.admitted_on or demo.today
    for months in rules.standing.REMINDED_AFTER:
        confirming.remind(organisation, on=months_after(admitted, months))
    confirming.lapse_if_run_out(
        organisation, on=months_after(admitted, rules.standing.LAPSES_AFTER)
    )
    _no_longer(demo, organisation)


def _no_longer(demo: Demo, organisation: Organisation) -> None:
    """It is not among those that vote and stand in what the demo plays next."""
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
