"""What organisations say of themselves, what they offer to others, and the sector that comes out of it."""

import datetime as dt
from decimal import Decimal

from wagtail.rich_text import RichText

from assembly.membership.classification import Need
from assembly.membership.income import Report, Share, Source
from assembly.membership.models import (
    Consortium,
    ConsortiumPlace,
    Delegate,
    District,
    Offer,
    Organisation,
    QualityMark,
    SectorEstimate,
    Ward,
)
from assembly.membership.services import profile, sector, tags
from home.gateway import services as gateway
from home.gateway.models import Enquiry
from home.library.models import Audience, ResourceIndexPage, ResourcePage

from .names import PLACES
from .profile_words import (
    AMOUNTS,
    ENQUIRIES,
    ESTIMATES,
    FIELDS,
    OFFERS,
    RESOURCES,
    ROLES,
    TAGS,
    TAGS_SOURCE,
)
from .stage import Demo

FIRST_SNAPSHOT = 0.55


def seed(demo: Demo) -> None:
    demo.say("Profiles, the sector in figures, and the support that organisations offer")
    for slug, places in PLACES.items():
        district = District.objects.get(slug=slug)
        Ward.objects.bulk_create(Ward(district=district, name=place) for place in places)
    tags.load_tags(tags.read_tags(TAGS, TAGS_SOURCE), source=TAGS_SOURCE)
    members = list(Organisation.objects.filter(pk__in=demo.voters).order_by("pk"))
    some = int(len(members) * FIRST_SNAPSHOT)
    for organisation in members[:some]:
        _fill(demo, organisation)
    sector.freeze_sector(
        f"Half a year ago, {demo.day(-182):%B %Y}", by=demo.people["dev"], on=demo.day(-182)
    )
    for organisation in members[some:]:
        _fill(demo, organisation)
    sector.freeze_sector(
        f"This month, {demo.day(-3):%B %Y}", by=demo.people["dev"], on=demo.day(-3)
    )
    _estimates(demo)
    _support(demo)
    _enquiries(demo)
    _library()
    demo.forget_messages("home")


def _lead(demo: Demo, organisation: Organisation) -> "Delegate":
    found = Delegate.objects.of(organisation).filter(role=Delegate.Role.LEAD)
    return found.select_related("user").earliest("pk")


def _fill(demo: Demo, organisation: Organisation) -> None:
    """Most profiles are filled in, and some have gaps, as they would."""
    dice, lead = demo.rng, _lead(demo, organisation).user
    themes = list(organisation.themes.all())
    theme = themes[0].slug if themes else "neighbourhoods"
    profile.set_work(organisation, themes=themes, roles=ROLES[theme], fields=FIELDS[theme], by=lead)
    if dice.random() < 0.85:
        low, high = AMOUNTS[organisation.income_band or "micro"]
        profile.report_income(
            organisation,
            report=Report(
                dt.date(demo.today.year - 1, 3, 31),
                amount=Decimal(dice.randrange(low, high, 50)),
                shares=_shares(organisation.income_band),
            ),
            by=lead,
        )
    if dice.random() < 0.8:
        staff = {"micro": 0, "small": 1, "medium": 8, "large": 60}[
            organisation.income_band or "micro"
        ]
        volunteers = dice.randint(4, 60)
        profile.report_people(
            organisation,
            staff=staff + dice.randint(0, staff),
            volunteers=volunteers,
            volunteer_hours=volunteers * dice.randint(1, 4),
            counted_on=demo.day(-dice.randint(10, 300)),
            by=lead,
        )
    if organisation.income_band in {"medium", "large"} and dice.random() < 0.4:
        awarded = demo.day(-dice.randint(100, 1_500))
        profile.save_mark(
            QualityMark(
                organisation=organisation,
                scheme="PQASSO",
                edition="3rd edition",
                level=f"Level {dice.randint(1, 3)}",
                awarded_on=awarded,
                expires_on=awarded + dt.timedelta(days=3 * 365),
            ),
            by=lead,
        )


def _shares(band: str) -> dict[str, str]:
    if band in {"medium", "large"}:
        return {
            Source.CONTRACTS: Share.MUCH,
            Source.GOVERNMENT_GRANTS: Share.SOME,
            Source.DONATIONS: Share.LITTLE,
        }
    return {
        Source.DONATIONS: Share.MUCH,
        Source.FUNDRAISING: Share.SOME,
        Source.TRUSTS: Share.LITTLE,
    }


def _estimates(demo: Demo) -> None:
    for measure, figure, exactness, rule, source in ESTIMATES:
        SectorEstimate.objects.create(
            measure=measure,
            figure=Decimal(figure),
            exactness=exactness,
            area="Wiltshire",
            counting_rule=rule,
            as_of=dt.date(2008, 9, 1),
            source=source,
        )


def _support(demo: Demo) -> None:
    """The hubs offer help with several things each, and stand together in a consortium."""
    consortium = Consortium.objects.create(
        name="Wiltshire Infrastructure Consortium",
        slug="infrastructure-consortium",
        description="One voluntary hub for each district, one for Swindon, and specialist organisations.",
    )
    for number, hub in enumerate(Organisation.objects.filter(infrastructure=True).order_by("pk")):
        lead = _lead(demo, hub).user
        for need, cost, words in OFFERS[number % len(OFFERS)]:
            profile.save_offer(
                Offer(organisation=hub, need=need, cost=cost, description=words), by=lead
            )
        ConsortiumPlace.objects.create(
            consortium=consortium,
            organisation=hub,
            part=ConsortiumPlace.Part.DISTRICT,
            district=hub.districts.first(),
        )


def _enquiries(demo: Demo) -> None:
    """One new, one that waits for three weeks, one answered, one handed on."""
    hubs = list(Organisation.objects.filter(infrastructure=True).order_by("pk"))
    for number, (days_ago, need, words, becomes) in enumerate(ENQUIRIES):
        hub = next(
            hub for hub in hubs[number % len(hubs) :] + hubs if need in gateway.needs_of(hub)
        )
        asha = demo.people["asha"]
        at = demo.now - dt.timedelta(days=days_ago)
        enquiry = gateway.ask(
            Enquiry(organisation=hub, need=need, name=asha.name, email=asha.email, text=words),
            by=asha,
            at=at,
        )
        lead = _lead(demo, hub).user
        if becomes == "answered":
            text = "Yes. Ring us on a weekday morning, and we will go through it together."
            gateway.answer(enquiry, text, by=lead, at=at + dt.timedelta(days=2))
        elif becomes == "handed on":
            gateway.hand_on(enquiry, by=lead, at=at + dt.timedelta(days=1))


def _library() -> None:
    library = ResourceIndexPage.objects.get()
    for slug, title, need, audience, summary, words in RESOURCES:
        library.add_child(
            instance=ResourcePage(
                title=title,
                slug=slug,
                need=Need(need),
                audience=Audience(audience),
                summary=summary,
                body=[("paragraph", RichText(words))],
            )
        )
