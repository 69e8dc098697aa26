"""A year of awards whose rows add up to the report's Table 1, to the pound.

£40.701m in all, £18.124m without residential and nursing care.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from itertools import cycle
from typing import Any

from django.utils.text import slugify

from assembly.core.uploads import services as uploads
from assembly.funding import services
from assembly.funding.classing.selectors import stamps
from assembly.funding.classing.services import class_awards
from assembly.funding.lines import JUDGEMENTS, AwardLine, Batch
from assembly.funding.loading.uploading import KIND
from assembly.funding.models import Award, financial_year
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from .awards import HOUSES, KINDS, TITLES, TREES
from .county import COUNCIL, PCT
from .names import PLACES
from .stage import Demo

RECIPIENTS = 400  # "around 400 different organisations"
ABROAD = 8  # recipients from next door share 0.5% of the money
SHOPPING, INVESTING, GIVING = Award.Class
UNCLASSED = ""
PENCE = Decimal("0.01")
FILE = """Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,\
Funding Org:Identifier,Funding Org:Name
360G-demo-file-1,Hedges for the recreation ground,Three hundred metres of hedge.,GBP,1250.50,2008-05-06,\
360G-demo-hedgers,Coldharrow Hedgers,XX-DEMO-FUND,Savern Green Fund
360G-demo-file-2,A pond for the school,Dug and planted by parents.,GBP,800.00,2008-05-06,360G-demo-pond,\
Friends of Biss Bridge School,XX-DEMO-FUND,Savern Green Fund
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    org_id: str


@dataclass(frozen=True, slots=True)
class Pot:
    """Money of one budget for one kind of thing: whole pounds, and the number of services it pays for."""

    budget: str
    pounds: int
    services: int
    award_class: str
    kind: str
    recipients: str = "local"


# Table 1. The pots of each budget add up to its line: 31,623, 2,704, 2,103, 500 and 3,771 thousand pounds.
POTS = [
    Pot("dcs", 22_577_000, 240, SHOPPING, "care home", "care homes"),
    Pot("dcs", 7_696_500, 200, SHOPPING, "care"),
    Pot("dcs", 203_500, 12, SHOPPING, "care", "out of county"),
    Pot("dcs", 560_000, 45, UNCLASSED, "agreement"),
    Pot("dcs", 240_000, 8, INVESTING, "infrastructure", "infrastructure"),
    Pot("dcs", 346_000, 90, GIVING, "grant"),
    Pot("dce", 1_900_000, 80, SHOPPING, "children"),
    Pot("dce", 504_000, 30, INVESTING, "children"),
    Pot("dce", 300_000, 60, GIVING, "grant"),
    Pot("esd", 1_403_000, 40, SHOPPING, "environment"),
    Pot("esd", 400_000, 25, INVESTING, "environment"),
    Pot("esd", 300_000, 50, GIVING, "green grant"),
    Pot("corporate", 280_000, 6, INVESTING, "infrastructure", "infrastructure"),
    Pot("corporate", 220_000, 55, GIVING, "grant"),
    Pot("pct", 2_600_000, 70, SHOPPING, "health"),
    Pot("pct", 200_000, 6, INVESTING, "infrastructure", "infrastructure"),
    Pot("pct", 500_000, 30, INVESTING, "health"),
    Pot("pct", 471_000, 60, GIVING, "health"),
]

CATEGORIES = {
    "infrastructure": Award.Category.INFRASTRUCTURE,
    "environment": Award.Category.ENVIRONMENT,
    "green grant": Award.Category.ENVIRONMENT,
    "agreement": Award.Category.ADVOCACY,
    "grant": Award.Category.COMMUNITY,
}


def seed(demo: Demo) -> None:
    judged = list(_lines(demo))
    # As a real register begins: the publisher's facts come in, and the Support Unit says what they are.
    lines = [
        replace(line, award_class="", category="", residential_care=False, in_county=None)
        for line in judged
    ]
    demo.say(f"Funding: {len(lines):,} awards of a year, the totals those of the report")
    batch = Batch(
        file_name="Example awards for Table 1 of the report",
        sha256=hashlib.sha256(repr(lines).encode()).hexdigest(),
        rows=len(lines),
        total=sum((line.amount for line in lines), Decimal(0)),
        attribution="Invented for this demonstration; only the totals are the report's.",
    )
    services.import_awards(batch, lines, by=demo.people["dev"])
    _class(demo, judged)
    _upload(demo)


def _class(demo: Demo, judged: list[AwardLine]) -> None:
    """Those of which the same is said are classed in one act."""
    alike: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for line in judged:
        alike[tuple(getattr(line, name) for name in JUDGEMENTS)].add(line.grant_id)
    for judgement, grants in alike.items():
        awards = Award.objects.filter(grant_id__in=grants)
        said = dict(zip(JUDGEMENTS, judgement, strict=True))
        class_awards(stamps(awards), said, by=demo.people["dev"])


def _upload(demo: Demo) -> None:
    """A file that somebody has uploaded, and nobody applied yet."""
    file = BytesIO(FILE.encode())
    uploads.receive(KIND, file, "green-grants.csv", {"attribution": ""}, by=demo.people["dev"])


def _lines(demo: Demo) -> Iterator[AwardLine]:
    queues = {name: cycle(pool) for name, pool in _recipients(demo).items()}
    april = dt.date(financial_year(demo.today) - 1, 4, 1)
    bought: set[tuple[str, str]] = set()
    row = 0
    for pot in POTS:
        funder, department = _budget(demo, pot)
        for pounds in _split(demo, pot):
            row += 1
            recipient, title, purpose = _service(demo, pot, queues[pot.recipients], bought)
            line = AwardLine(
                row=row,
                grant_id=f"360G-demo-{pot.budget}-{row:04}",
                funder_name=funder.name,
                funder_org_id=funder.org_id,
                department_name=department,
                title=title,
                purpose=purpose,
                amount=Decimal(pounds).quantize(PENCE),
                awarded_on=april,
                recipient_name=recipient.name,
                recipient_org_id=recipient.org_id,
                award_class=pot.award_class,
                category=CATEGORIES.get(pot.kind, Award.Category.SERVICE),
                residential_care=pot.recipients == "care homes",
                in_county=pot.recipients != "out of county",
                months=Decimal(12),
            )
            yield _dated(demo, line, april)


def _budget(demo: Demo, pot: Pot) -> tuple[PublicBody, str]:
    """Return the funder and its department; the PCT names none."""
    body: PublicBody = demo.bodies[PCT if pot.budget == "pct" else COUNCIL]
    department = body.departments.filter(code=pot.budget).first()
    return body, department.name if department else ""


def _service(
    demo: Demo, pot: Pot, queue: Iterator[Recipient], bought: set[tuple[str, str]]
) -> tuple[Recipient, str, str]:
    """The next recipient of the queue, and a service or project that it does not deliver yet."""
    titles = demo.rng.sample(TITLES[pot.kind], len(TITLES[pot.kind]))
    for recipient in queue:
        for title, purpose in titles:
            if (recipient.org_id, title) not in bought:
                bought.add((recipient.org_id, title))
                return recipient, title, purpose
    raise AssertionError("A queue of recipients never ends.")


def _dated(demo: Demo, line: AwardLine, april: dt.date) -> AwardLine:
    """Contracts run with the financial year; grants are decided four times in it."""
    if line.award_class != GIVING:
        return replace(
            line, starts_on=april, ends_on=april.replace(year=april.year + 1, month=3, day=31)
        )
    decided = april + dt.timedelta(days=demo.rng.choice([44, 135, 226, 317]))
    return replace(line, awarded_on=decided)


def _split(demo: Demo, pot: Pot) -> list[int]:
    """Shares of a pot in whole pounds, some large and most small, that add up to it exactly."""
    weights = [demo.rng.randint(20, 60) ** 2 for _ in range(pot.services)]
    shares = [pot.pounds * weight // sum(weights) for weight in weights]
    if pot.award_class != SHOPPING:
        shares = [share // 10 * 10 for share in shares]
    shares[0] += pot.pounds - sum(shares)
    return shares


def _recipients(demo: Demo) -> dict[str, list[Recipient]]:
    """Members of the Assembly, and as many others as it takes to make about 400."""
    members = Organisation.objects.filter(pk__in=[one.pk for one in demo.organisations])
    in_county = members.filter(districts__in_county=True).distinct().order_by("pk")
    abroad = members.exclude(pk__in=in_county).order_by("pk")
    pools = {
        "infrastructure": [_member(one) for one in in_county if one.infrastructure],
        "out of county": [_member(one) for one in abroad[:ABROAD]],
        "local": [_member(one) for one in in_county if not one.infrastructure],
        "care homes": [
            _other(f"{tree} {house} Trust, {place}")
            for (tree, house), place in zip(
                ((tree, house) for tree in TREES for house in HOUSES),
                cycle(_places()),
                strict=False,
            )
        ],
    }
    names = [f"{place} {kind}" for kind in KINDS for place in _places()]
    others = RECIPIENTS - sum(len(pool) for pool in pools.values())
    pools["local"] += [_other(name) for name in demo.rng.sample(names, others)]
    demo.rng.shuffle(pools["local"])
    return pools


def _places() -> list[str]:
    return [
        place for district, places in PLACES.items() if district != "swindon" for place in places
    ]


def _member(organisation: Organisation) -> Recipient:
    return Recipient(organisation.name, organisation.org_id or _own_id(organisation.name))


def _other(name: str) -> Recipient:
    return Recipient(name, _own_id(name))


def _own_id(name: str) -> str:
    """The funder's own identifier, for a recipient without an official number."""
    return f"360G-demo-{slugify(name)[:100]}"
