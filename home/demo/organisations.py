"""About 150 invented organisations, each with the people who act for it."""

from collections.abc import Iterator

from assembly.membership.models import Delegate

from . import bystanders, standing
from .names import ACTIVITIES, INFRASTRUCTURE, ONE_OF_A_KIND, PLACES
from .stage import Demo
from .town import Sketch, Town, local


def seed(demo: Demo) -> None:
    town = Town(demo)
    sketches = list(_sketches(demo))
    demo.say(f"Organisations: {len(sketches)} of them, and the people who act for them")
    asha = demo.person("asha", "Asha Amin")
    convenor = demo.person("convenor", "Gita Rao")
    for number, sketch in enumerate(sketches):
        lead = asha if number < 2 else convenor if number == 2 else town.somebody()
        town.member(sketch, lead)
    demo.forget_messages("membership")
    _name_voters(demo, town)
    bystanders.seed(demo, town)
    standing.seed(demo, town)


def _sketches(demo: Demo) -> Iterator[Sketch]:
    """The organisations of the cast first, then one of each kind in three or four places."""
    yield local("Ashmere", "kennet", "health", ACTIVITIES["health"][0])
    yield local("Durnsby", "kennet", "neighbourhoods", ACTIVITIES["neighbourhoods"][6])
    yield local("Chalkbourne", "salisbury", "health", ACTIVITIES["health"][5])
    taken = {("Ashmere", "Carers' Circle"), ("Durnsby", "Good Neighbours")}
    taken.add(("Chalkbourne", "Befriending Scheme"))

    places = [(place, district) for district, names in PLACES.items() for place in names]
    for theme, activities in ACTIVITIES.items():
        for number, activity in enumerate(activities):
            for place, district in demo.rng.sample(places, 3 + number % 2):
                if (place, activity[0]) not in taken:
                    yield local(place, district, theme, activity, second=demo.rng.random() < 0.3)
    for name, district in INFRASTRUCTURE:
        yield Sketch(
            name,
            "company",
            "medium",
            "Helps voluntary groups of the district to start, to find money and volunteers, and to be heard.",
            [district],
            ["neighbourhoods", "advice"],
            infrastructure=True,
        )
    county = [slug for slug in PLACES if slug != "swindon"]
    for name, legal_form, district, theme, description in ONE_OF_A_KIND:
        districts = [district] if district else county
        yield Sketch(name, legal_form, "medium", description, districts, [theme])


def _name_voters(demo: Demo, town: Town) -> None:
    """Some name no voter (so the lead casts), some name the lead, some a second person, with or without a deputy."""
    first = demo.organisations[0]
    Delegate.objects.of(first).update(is_voter=True)
    Delegate.objects.create(
        organisation=first,
        user=demo.person("hugh", "Hugh Hale"),
        is_deputy=True,
        started_on=first.admitted_on or demo.today,
    )
    Delegate.objects.of(demo.organisations[1]).update(is_voter=True)
    for organisation in demo.organisations[3:]:
        arrangement = demo.rng.random()
        if arrangement < 0.5:
            continue
        second = town.somebody()
        lead_votes = arrangement < 0.8
        Delegate.objects.of(organisation).update(is_voter=lead_votes)
        Delegate.objects.create(
            organisation=organisation,
            user=second,
            is_voter=not lead_votes,
            is_deputy=lead_votes,
            started_on=organisation.admitted_on or demo.today,
        )
        if not lead_votes:
            demo.voters[organisation.pk] = second
