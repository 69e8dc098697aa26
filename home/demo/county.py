"""The report's county: its districts, themes and public bodies, and the people who hold an office."""

from assembly.accounts.models import User
from assembly.core.models import SiteSettings
from assembly.core.roles import PUBLIC_BODY_OFFICER
from assembly.membership.models import District
from assembly.membership.services.areas import load_default_themes
from assembly.partners.bodies.services import Parts, enter_body
from assembly.partners.models import Department, Officer, PublicBody

from . import offices
from .names import DISTRICTS
from .stage import Demo

COUNCIL = "wiltshire-county-council"
PCT = "wiltshire-pct"
POLICE = "wiltshire-police-authority"
DEPARTMENTS = [
    ("dcs", "Department for Community Services (DCS)"),
    ("dce", "Department for Children and Education (DCE)"),
    ("esd", "Environmental Services Department (ESD)"),
    ("corporate", "Corporate"),
]


def seed(demo: Demo) -> None:
    demo.say("The county: districts, themes, public bodies and the people who hold an office")
    _name_the_site()
    for name, slug, code, in_county, (column, row) in DISTRICTS:
        District.objects.create(
            name=name, slug=slug, code=code, in_county=in_county, map_column=column, map_row=row
        )
    offices.fill(demo)
    load_default_themes(by=demo.people["dev"])
    demo.person("carys", "Carys Cole")
    _found_public_bodies(demo)
    offices.leave_one_waiting(demo)


def _name_the_site() -> None:
    names = SiteSettings.load()
    names.assembly_name = "Wiltshire VCS Assembly"
    names.area_name = "Wiltshire"
    names.contact_email = "support-unit@example.org"
    names.contact_phone = "01632 960 000"  # a number that is kept free for stories
    names.postal_address = "The Support Unit\n1 Assembly Yard\nAshmere"
    names.save()


def _found_public_bodies(demo: Demo) -> None:
    council = enter_body(
        PublicBody(
            name="Wiltshire County Council",
            short_name="the council",
            slug=COUNCIL,
            kind=PublicBody.Kind.COUNCIL,
            org_id="GB-LAE-WIL",
        ),
        Parts(added=[Department(code=code, name=name) for code, name in DEPARTMENTS]),
        by=demo.people["dev"],
    )
    trust = enter_body(
        PublicBody(
            name="Wiltshire Primary Care Trust",
            short_name="the PCT",
            slug=PCT,
            kind=PublicBody.Kind.HEALTH,
            org_id="GB-NHS-5QK",
        ),
        by=demo.people["dev"],
    )
    police = enter_body(
        PublicBody(
            name="Wiltshire Police Authority",
            short_name="the police authority",
            slug=POLICE,
            kind=PublicBody.Kind.POLICE,
        ),
        by=demo.people["dev"],
    )
    demo.bodies = {COUNCIL: council, PCT: trust, POLICE: police}

    for key, name, body, post in (
        ("officer_wcc", "Olga Wren", council, "Head of Voluntary Sector Partnerships"),
        ("officer_pct", "Percy Tull", trust, "Commissioning Manager"),
        ("officer_police", "Petra Lunt", police, "Community Engagement Officer"),
    ):
        _employ(demo, demo.person(key, name), body, post)


def _employ(demo: Demo, user: User, body: PublicBody, post: str) -> None:
    contact = Officer.objects.create(
        body=body,
        department=body.departments.filter(code="dcs").first(),
        name=user.name,
        post=post,
        starts_on=demo.day(-700),
    )
    offices.give(demo, user, PUBLIC_BODY_OFFICER, officer=contact)
