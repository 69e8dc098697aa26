"""Where organisations stand today: entries confirmed and one that is due, two under common control, an invitation.

And what the data protection lead sees: looks at people's data, and what was forgotten.
"""

import datetime as dt

from django.utils import timezone

from assembly.accounts import looks
from assembly.core import retention
from assembly.membership.models import Delegate, Organisation
from assembly.membership.services import confirming, control, inviting

from .stage import Demo
from .town import Town, local

CARERS_SHOP = (
    "Carers' Shop",
    "cic",
    "small",
    "Sells what carers make, and gives what it earns to the Carers' Circle next door.",
)
ONE_BOARD = (
    "Articles of the shop, article 12: its directors are the committee of the Carers' Circle."
)
# Since when nobody has confirmed the second organisation of Asha, and how often the others confirm theirs.
DUE_SINCE = 400
CONFIRMED_WITHIN = 300


def seed(demo: Demo, town: Town) -> None:
    _confirm(demo)
    _common_control(demo, town)
    _invitation(demo)
    _looks(demo)
    _forgotten(demo)


def _confirm(demo: Demo) -> None:
    """Every member has confirmed its entry within the year, but for the one that is due."""
    due = demo.organisations[1]
    Organisation.objects.filter(pk=due.pk).update(confirmed_on=demo.day(-DUE_SINCE))
    confirming.remind(due, on=demo.day(365 - DUE_SINCE))
    for number, organisation in enumerate(demo.organisations):
        on = demo.day(-(30 + number * 37 % (CONFIRMED_WITHIN - 30)))
        admitted = organisation.admitted_on or demo.today
        if organisation != due and admitted < demo.day(-CONFIRMED_WITHIN):
            lead = Delegate.objects.of(organisation).get(role=Delegate.Role.LEAD).user
            confirming.confirm(organisation, by=lead, on=on)


def _common_control(demo: Demo, town: Town) -> None:
    """The shop of the Carers' Circle is run by the same people: the circle casts the one vote of both."""
    sketch = local("Ashmere", "kennet", "health", CARERS_SHOP)
    shop = town.member(sketch, demo.person("tess", "Tess Thorn"))
    control.set_votes_through(
        shop, demo.organisations[0], ONE_BOARD, by=demo.people["dev"], on=demo.day(-60)
    )
    demo.organisations.remove(shop)
    del demo.voters[shop.pk]


def _invitation(demo: Demo) -> None:
    inviting.invite(
        demo.organisations[0],
        demo.people["carys"].email,
        Delegate.Role.MEMBER,
        by=demo.people["asha"],
        on=demo.day(-2),
    )


def _looks(demo: Demo) -> None:
    seen = [demo.people[key].pk for key in ("asha", "hugh", "convenor")]
    for days, screen, people in ((6, "delegates", seen), (3, "organisation", seen[:2])):
        at = demo.now - dt.timedelta(days=days)
        looks.note(demo.people["dev"], screen, people, at=at)


def _forgotten(demo: Demo) -> None:
    """Somebody left the convenor's organisation more than a year ago: last night's job erased them."""
    left = demo.person("gone", "Gareth Gone")
    Delegate.objects.create(
        organisation=demo.organisations[2],
        user=left,
        started_on=demo.day(-500),
        ended_on=demo.day(-380),
    )
    retention.forget_what_is_old(on=timezone.localdate(demo.now))
