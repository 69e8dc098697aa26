"""The report's county: its districts, themes and public bodies, and the people who hold an office."""

from assembly.core.models import SiteSettings
from assembly.membership.models import District
from assembly.membership.services.areas import load_default_themes
from assembly.partners.bodies.services import Parts, enter_body
from assembly.partners.models import Department, Officer, PublicBody

from .names import DISTRICTS
from .stage import Demo

COUNCIL = "wiltshire-county-council"
PCT = "wiltshire-pct"
DEPARTMENTS = [
    ("dcs", "Department for Community Services (DCS)"),
    ("dce", "Department for Children and Education (DCE)"),
    ("esd", "Environmental Services Department (ESD)"),
    ("corporate", "Corporate"),
]

OFFICES = [
    ("dev", "Dev Das", "Support Unit"),
    ("board", "Winifred Okoro", "Assembly Board"),
    ("board2", "Jerome Lacey", "Assembly Board"),
    ("efua", "Efua Essel", "Returning officer"),
    ("scrutineer", "Stella Crook", "Scrutineer"),
    ("scrutineer2", "Mungo Reid", "Scrutineer"),
    ("scrutineer3", "Ama Boateng", "Scrutineer"),
    ("clerk", "Peggy Lunt", "Polling clerk"),
    ("compact", "Conrad Pell", "Compact Board"),
    ("compact2", "Leila Haddad", "Compact Board"),
    ("privacy", "Petra Pope", "Data protection lead"),
    ("officer_wcc", "Olga Wren", "Public body officer"),
    ("officer_pct", "Percy Tull", "Public body officer"),
]


def seed(demo: Demo) -> None:
    demo.say("The county: districts, themes, public bodies and the people who hold an office")
    _name_the_site()
    for name, slug, code, in_county, (column, row) in DISTRICTS:
        District.objects.create(
            name=name, slug=slug, code=code, in_county=in_county, map_column=column, map_row=row
        )
    for key, name, office in OFFICES:
        demo.person(key, name, office=office)
    load_default_themes(by=demo.people["dev"])
    demo.person("carys", "Carys Cole")
    _found_public_bodies(demo)


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
    demo.bodies = {COUNCIL: council, PCT: trust}

    _employ(demo, "officer_wcc", council, "Head of Voluntary Sector Partnerships")
    _employ(demo, "officer_pct", trust, "Commissioning Manager")


def _employ(demo: Demo, key: str, body: PublicBody, post: str) -> None:
    user = demo.people[key]
    Officer.objects.create(
        body=body,
        department=body.departments.filter(code="dcs").first(),
        user=user,
        name=user.name,
        post=post,
        starts_on=demo.day(-700),
    )
