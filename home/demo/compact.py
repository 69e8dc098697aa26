"""The county's Compact: two editions, who signed which, a signature that was inherited, an exception, and guidance."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact import example_text
from assembly.compact.guidance import services as guidance
from assembly.compact.guidance.selectors import everything
from assembly.compact.models import Code, Edition, Present, Signature, Undertaking
from assembly.compact.signatories import pledging
from assembly.compact.signatories import services as signing
from assembly.compact.text import adopting, drafting
from assembly.compact.text import services as text
from assembly.compact.text.drafting import Words
from assembly.membership.models import Consortium, Organisation
from assembly.partners.bodies.services import enter_body
from assembly.partners.models import Officer, PublicBody, Succession
from assembly.partners.succession import services as successions
from assembly.partners.succession.plans import Plan
from home.glossary.services import load_usual_words
from home.standing_pages import make_missing_pages

from . import compact_words as words
from .county import COUNCIL, PCT, POLICE
from .stage import Demo

FIRST = dt.date(2005, 9, 1)
SECOND = -100  # the day on which the second edition came into force
ADOPTED = -130
DISTRICTS_ENDED = -200
DISTRICT_COUNCILS = ("Kennet", "North Wiltshire", "Salisbury", "West Wiltshire")
SIDES = (("compact", Present.Side.SECTOR), ("compact2", Present.Side.PUBLIC_BODIES))
BUREAU = "Swindon Volunteer Bureau"


def seed(demo: Demo) -> None:
    demo.say("The Compact: two editions, signatories, guidance for officers, and the glossary")
    make_missing_pages()
    load_usual_words(by=demo.people["dev"])
    districts = _district_councils(demo)
    first = _first_edition(demo)
    _sign_the_first(demo, first, districts)
    _district_councils_end(demo, districts)
    second = _second_edition(demo)
    _sign_the_second(demo, second)
    _read_the_guidance(demo)
    demo.forget_messages("compact")


def _at(demo: Demo, offset: int) -> dt.datetime:
    return demo.now.replace(hour=12) + dt.timedelta(days=offset)


def _first_edition(demo: Demo) -> Edition:
    by = demo.people["dev"]
    edition = text.begin("The Wiltshire Compact", by=by, at=_at(demo, DISTRICTS_ENDED - 20))
    _frame(edition, words.INTRODUCTION, "", by=by)
    for subject, rows in example_text.UNDERTAKINGS.items():
        code = Code.objects.get(subject=subject)
        for number, party, promise, measured_by in rows:
            said = Words(example_text.TITLES[number], promise, party, measured_by)
            drafting.add(edition, code, number, said, words.GUIDANCE.get(number, ""), by=by)
    return _adopt(demo, edition, FIRST, FIRST, at=_at(demo, DISTRICTS_ENDED - 15))


def _second_edition(demo: Demo) -> Edition:
    by = demo.people["compact"]
    edition = text.begin("The Wiltshire Compact", by=by, at=_at(demo, ADOPTED - 30))
    _frame(edition, words.INTRODUCTION_2, words.CHANGES, by=by)
    for subject, number, title, promise, party, measured_by in words.CHANGED:
        code = Code.objects.get(subject=subject)
        text.write(edition, code, number, Words(title, promise, party, measured_by), by=by)
    for subject, number, other in words.CONTINUED:
        old, new = (
            Undertaking.objects.get(code__subject=subject, number=one) for one in (number, other)
        )
        drafting.drop(edition, old, new, by=by)
    for subject, number in words.DROPPED:
        gone = Undertaking.objects.get(code__subject=subject, number=number)
        drafting.drop(edition, gone, None, by=by)
    return _adopt(demo, edition, demo.day(ADOPTED), demo.day(SECOND), at=_at(demo, ADOPTED + 2))


def _frame(edition: Edition, introduction: str, changes: str, *, by: User) -> None:
    was = drafting.frame_of(edition)
    frame = replace(was, introduction=introduction, principles=words.PRINCIPLES, changes=changes)
    drafting.write_frame(edition, frame, was=was, by=by)


def _adopt(
    demo: Demo, edition: Edition, adopted_on: dt.date, in_force_from: dt.date, *, at: dt.datetime
) -> Edition:
    """Recorded by the sector's member of the Compact Board, confirmed by that of the public bodies."""
    edition = Edition.objects.get(pk=edition.pk)
    decision = adopting.Decision(
        of_edit=edition.edit,
        adopted_on=adopted_on,
        in_force_from=in_force_from,
        meeting="Minutes of the Compact Board, item 4",
        present={demo.people[key].pk: side for key, side in SIDES},
    )
    adopting.record_adoption(edition, decision, by=demo.people["compact"], at=at)
    return adopting.confirm_adoption(edition, by=demo.people["compact2"], at=at)


def _district_councils(demo: Demo) -> list[PublicBody]:
    return [
        enter_body(
            PublicBody(
                name=f"{name} District Council",
                short_name="the district council",
                slug=f"{name.lower().replace(' ', '-')}-district-council",
                kind=PublicBody.Kind.COUNCIL,
            ),
            by=demo.people["dev"],
        )
        for name in DISTRICT_COUNCILS
    ]


def _sign_the_first(demo: Demo, edition: Edition, districts: list[PublicBody]) -> None:
    """The council, the trust as heir of those before it, the districts, and the consortium but for the bureau."""
    by = demo.people["dev"]
    for body in (demo.bodies[COUNCIL], *districts):
        facts = signing.Facts(signed_on=FIRST, decided_by="Cabinet, July 2005")
        signing.enter(edition, facts, body=body, by=by)
    inherited = signing.Facts(
        signed_on=dt.date(2006, 10, 1),
        predecessors="Kennet and North Wiltshire PCT, South Wiltshire PCT and West Wiltshire PCT",
        decided_by="The trust's board, October 2006",
    )
    signing.enter(edition, inherited, body=demo.bodies[PCT], by=by)
    police = signing.Facts(signed_on=FIRST, decided_by="The authority's meeting, August 2005")
    signing.enter(edition, police, body=demo.bodies[POLICE], by=by)
    consortium = Consortium.objects.get()
    for hub in Organisation.objects.filter(consortium_places__consortium=consortium):
        facts = signing.Facts(signed_on=FIRST, apart_from=consortium)
        signing.enter(edition, facts, organisation=hub, by=by)
    note = "It had not decided by the day on which the others signed."
    signing.except_from(
        signing.Exempt(edition=edition, name=BUREAU, group=consortium, note=note), by=by
    )


def _district_councils_end(demo: Demo, districts: list[PublicBody]) -> None:
    """One council takes over from four, with what they had signed."""
    at = _at(demo, DISTRICTS_ENDED - 1)
    plan = Plan(
        kind=Succession.Kind.BODY,
        ended=districts,
        day=demo.day(DISTRICTS_ENDED),
        successor=demo.bodies[COUNCIL],
    )
    reason = "One council for the whole county, by an order of the ministry."
    made = successions.prepare(plan, reason, by=demo.people["board"], at=at)
    successions.confirm(made, by=demo.people["dev"], at=at)
    successions.carry_over(on=demo.day(DISTRICTS_ENDED))
    demo.forget_messages("partners")


def _sign_the_second(demo: Demo, edition: Edition) -> None:
    """The council pledges, and so do two members; one of those changes its mind. The trust has not signed yet."""
    officer = Officer.objects.get(user=demo.people["officer_wcc"])
    pledging.pledge(
        demo.bodies[COUNCIL],
        champion=officer,
        decided_by="Cabinet, item 7",
        by=demo.people["officer_wcc"],
        at=_at(demo, SECOND + 20),
    )
    asha = demo.people["asha"]
    for organisation in demo.organisations[:2]:
        pledging.pledge(organisation, champion=asha, by=asha, at=_at(demo, SECOND + 30))
    withdrawn = Signature.objects.get(organisation=demo.organisations[1], edition=edition)
    pledging.withdraw(withdrawn, "Our committee wants to discuss it first.", by=asha)


def _read_the_guidance(demo: Demo) -> None:
    """The council's officer has read all, and C2 was worded again since; the trust's has read one."""
    at = _at(demo, SECOND + 25)
    shown = everything(timezone.localdate(at))
    read = [one for one in shown if one.guidance]
    c2 = [one for one in read if one.undertaking.number == "C2"]
    for key, found in (("officer_wcc", read), ("officer_pct", c2)):
        for one in found:
            guidance.acknowledge(one.undertaking, one.guidance.pk, by=demo.people[key], at=at)
    guidance.write(c2[0].guidance.about, words.C2_AGAIN, by=demo.people["dev"], at=_at(demo, -2))
