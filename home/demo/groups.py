"""Six strategic groups, four district forums and the county forum, with the organisations that joined them."""

from assembly.accounts.models import User
from assembly.membership.models import District, Organisation, Theme
from assembly.partners.models import Officer, Partnership
from forums.convening.services import Named, name_convenor
from forums.groups import services
from forums.invitations.services import invite
from forums.models import ConvenorTerm, Group
from forums.observers.services import add_observer
from home.standing_pages import make_missing_pages

from .representatives import COUNTY_FORUM
from .stage import Demo

REMITS = {
    "environment": "Climate, waste, land, water and wildlife: what the sector does and what it asks of public bodies.",
    "faith": "What faith communities give to the life of the county, and how public services meet them.",
    "health": "Health and social care in the community: commissioning, carers, and prevention.",
    "equality": "Fair treatment for everybody: race, disability, age, sex, sexual orientation and belief.",
    "advice": "Advice on money, housing, work and rights, and where it is missing.",
    "neighbourhoods": "Halls, shops, buses, play and safety: the places where people live.",
}


def seed(demo: Demo) -> None:
    demo.say("Strategic groups, district forums and the county forum")
    groups = [*_strategic_groups(demo), *_district_forums(demo)]
    county = Group.objects.create(
        name="Wiltshire County Forum",
        slug=COUNTY_FORUM,
        kind=Group.Kind.COUNTY,
        remit="Takes up what the district forums cannot settle alone. Each of them sends two representatives.",
        partnership=Partnership.objects.get(slug=COUNTY_FORUM),
    )
    board, advisory = _board(), _advisory_group()
    make_missing_pages()
    for group in [*groups, county, board, advisory]:
        _name_convenor(demo, group)
        if group.theme:
            boards = Partnership.objects.filter(kind=Partnership.Kind.THEMATIC)
            group.feeds.set(boards.filter(seats__theme=group.theme).distinct())
    for group in groups:
        _join(demo, group)
    _invite(demo, advisory)


def _strategic_groups(demo: Demo) -> list[Group]:
    return [
        Group.objects.create(
            name=f"{theme.name} Strategic Group",
            slug=theme.slug,
            kind=Group.Kind.STRATEGIC,
            remit=REMITS[theme.slug],
            theme=theme,
        )
        for theme in Theme.objects.all()
    ]


def _district_forums(demo: Demo) -> list[Group]:
    forums = []
    for district in District.objects.of_the_county():
        hub = Organisation.objects.get(infrastructure=True, districts=district)
        forums.append(
            Group.objects.create(
                name=f"{district.name} District Forum",
                slug=f"{district.slug}-forum",
                kind=Group.Kind.DISTRICT,
                remit=f"Where the voluntary and community organisations of {district.name} meet, four times a year.",
                district=district,
                convened_by=hub,
            )
        )
    return forums


def _board() -> Group:
    return Group.objects.create(
        name="Assembly Board",
        slug="assembly-board",
        kind=Group.Kind.BOARD,
        remit="Leads the Assembly between its yearly meetings, and answers to its members.",
        partnership=Partnership.objects.get(kind=Partnership.Kind.ASSEMBLY),
    )


def _advisory_group() -> Group:
    return Group.objects.create(
        name="VCS Advisory Group",
        slug="advisory-group",
        kind=Group.Kind.ADVISORY,
        remit="Commissioners and members advise together on how public bodies and the sector work with each other.",
    )


def _invite(demo: Demo, group: Group) -> None:
    """Five members; an officer of each body observes."""
    for organisation in demo.someones(5):
        invite(group, organisation, by=demo.people["dev"], on=demo.day(-110))
        by = demo.voters[organisation.pk]
        services.join_group(group, organisation, by=by, on=demo.day(-100))
    officers = [demo.people["officer_wcc"], demo.people["officer_pct"]]
    for officer in Officer.objects.filter(user__in=officers):
        add_observer(group, officer, by=demo.people["dev"], on=demo.day(-100))


def _name_convenor(demo: Demo, group: Group) -> None:
    """For two years, of which most is over for the forum of one district."""
    last_day = demo.day(20 if group.slug == "kennet-forum" else 430)
    name_convenor(
        group, _convenor(demo, group), last_day=last_day, by=demo.people["dev"], on=demo.day(-300)
    )
    if group.slug == "health":
        _name_deputy(demo, group)


def _name_deputy(demo: Demo, group: Group) -> None:
    """Chosen by the group itself, and a year later than its convenor."""
    decided = Named(ConvenorTerm.Role.DEPUTY, ConvenorTerm.Basis.GROUP, demo.day(-60))
    last_day, person = demo.day(600), demo.people["hugh"]
    name_convenor(
        group, person, last_day=last_day, by=demo.people["dev"], named=decided, on=demo.day(-55)
    )


def _convenor(demo: Demo, group: Group) -> User:
    if group.theme:
        if group.theme.slug == "health":
            return demo.people["convenor"]
        return demo.voters[_somebody_in(demo, themes=group.theme).pk]
    return demo.voters[group.convened_by_id] if group.convened_by_id else demo.people["board"]


def _somebody_in(demo: Demo, **where: Theme) -> Organisation:
    found = Organisation.objects.filter(pk__in=demo.voters, **where)
    return demo.rng.choice(list(found))


def _join(demo: Demo, group: Group) -> None:
    """Most of those with the group's theme, or in the forum's district. Asha's organisations have yet to join any."""
    subject = {"themes": group.theme} if group.theme else {"districts": group.district}
    asha_s = [organisation.pk for organisation in demo.organisations[:2]]
    members = Organisation.objects.filter(pk__in=demo.voters, **subject).exclude(pk__in=asha_s)
    for organisation in members:
        if demo.rng.random() < 0.8:
            earliest = demo.day(-demo.rng.randint(20, 400))
            joined = max(organisation.admitted_on or earliest, earliest)
            services.join_group(group, organisation, by=demo.voters[organisation.pk], on=joined)
