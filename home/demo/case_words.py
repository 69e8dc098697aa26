"""What the sample county's Compact cases are about. All of it is invented."""

from dataclasses import dataclass

FUNDING, CONSULTATION, VOLUNTEERING, COMMUNITY, BME = (
    "funding",
    "consultation",
    "volunteering",
    "community-groups",
    "bme",
)
KEPT, PARTLY, NOT_KEPT = "kept", "partly", "not-kept"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a panel says of the undertaking of a tale."""

    result: str
    cause: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One case. `until` is the step that it has reached; `ago` is how many working days ago it was raised."""

    key: str
    against: str
    undertakings: tuple[tuple[str, str], ...]
    account: str
    wanted: str
    until: str
    ago: int
    is_unnamed: bool = False
    facts: str = ""
    conclusions: tuple[Conclusion, ...] = ()
    remedies: tuple[str, ...] = ()
    answer: str = ""
    learnt: str = ""


COUNCIL, PCT, POLICE, ORGANISATION = "council", "pct", "police", "organisation"

TALES = (
    Tale(
        key="notice",
        against=COUNCIL,
        undertakings=((FUNDING, "F3"),),
        account="Our grant for the lunch club was to end on 30 June. The letter that said so came on 2 June. We "
        "had to "
        "give our cook notice before we could find other money.",
        wanted="Three months' money, and a word with us before the next letter of this kind.",
        until="closed",
        ago=170,
        facts="The council's letter is dated 29 May and arrived on 2 June. Funding ended on 30 June. The budget "
        "had been "
        "approved in February. The organisation had not been told before the letter.",
        conclusions=(
            Conclusion(
                NOT_KEPT,
                "unaware",
                "The undertaking asks for three months from the day on which the letter arrives. The "
                "organisation had four "
                "weeks. Nobody in the department knew that the undertaking applies to grants of one year.",
            ),
        ),
        remedies=(
            "Pay the grant for two more months",
            "Tell every grants team about undertaking F3",
        ),
        answer="We accept the finding. The two months were paid in full, and the award letter now has the date "
        "of notice "
        "on its first page.",
        learnt="Grants of one year need notice too. The date by which notice has to be given belongs in the "
        "award letter.",
    ),
    Tale(
        key="outcomes",
        against=COUNCIL,
        undertakings=((FUNDING, "F6"),),
        account="We signed for one set of outcomes in April. In July we were asked to report on another.",
        wanted="Let us report on what we signed.",
        until="closed",
        ago=150,
        facts="The agreement of April names four outcomes. In July the department sent a form with seven. It "
        "withdrew the "
        "form in September, before anything had been reported on it.",
        conclusions=(
            Conclusion(
                PARTLY,
                "misread",
                "The outcomes were agreed before signing, as the undertaking asks. Changing them afterwards without "
                "talking to the organisation was not in keeping with it, and was put right within two months.",
            ),
        ),
        answer="The form had been meant for new agreements only.",
        learnt="A new form is for new agreements. Existing ones keep the outcomes that were signed.",
    ),
    Tale(
        key="methods",
        against=POLICE,
        undertakings=((CONSULTATION, "C4"),),
        account="The authority asked about its neighbourhood panels by an online form only. Hardly anybody in "
        "our group "
        "uses a computer.",
        wanted="Meetings in each district, or a form on paper.",
        until="closed",
        ago=140,
        facts="The form was online for twelve weeks. Paper copies lay in four police stations from the second "
        "week on, and "
        "two meetings were held. The page did not mention either.",
        conclusions=(
            Conclusion(
                KEPT,
                "",
                "More than one method was used. That the page did not say so is a pity, and the authority has "
                "changed how it announces its meetings.",
            ),
        ),
        answer="We now list every way to answer at the top of the page.",
        learnt="A method that nobody hears of reaches nobody: say on the first page how people can answer.",
    ),
    Tale(
        key="accounts",
        against=ORGANISATION,
        undertakings=((FUNDING, "F9"),),
        account="The organisation has had a grant from us since last April. Two reports are overdue, and three "
        "letters were "
        "not answered.",
        wanted="The two reports.",
        until="follow-up",
        ago=60,
        facts="Reports were due in October and in January. The organisation's only paid worker was ill from "
        "September to "
        "February. It had not told the funder.",
        conclusions=(
            Conclusion(
                PARTLY,
                "resource",
                "The reports were late, and the funder was not told. There was nobody to write them, and both "
                "have been sent since.",
            ),
        ),
        answer="We are sorry that we did not write. Our treasurer now has a list of all dates.",
    ),
    Tale(
        key="feedback",
        against=COUNCIL,
        undertakings=((CONSULTATION, "C6"),),
        account="Eight months after the consultation on village halls closed, nobody could tell us what became of our "
        "answers.",
        wanted="Feedback, theme by theme.",
        until="remedy",
        ago=90,
        facts="The consultation closed on the day announced. Feedback was due twelve weeks later and was "
        "published six "
        "weeks after that. It answers four of the six themes.",
        conclusions=(
            Conclusion(
                PARTLY,
                "resource",
                "Feedback was given, late and not on every theme. The officer who had to write it had left and was "
                "not replaced.",
            ),
        ),
        remedies=(
            "Publish feedback on the two themes that are missing",
            "Name an officer for the feedback of each consultation when it opens",
        ),
        answer="The two themes follow this month.",
    ),
    Tale(
        key="premises",
        against=PCT,
        undertakings=((COMMUNITY, "G2"),),
        account="For £800 we filled in twenty-six pages and gave three years of accounts. We have been there for one.",
        wanted="A short form for small sums.",
        until="appeal",
        ago=60,
        facts="The form has twenty-six pages for sums of any size. The organisation was asked for three years "
        "of accounts. "
        "The trust has a short form, which the programme did not use.",
        conclusions=(
            Conclusion(
                NOT_KEPT,
                "unaware",
                "The undertaking promises simple forms for small grants. The programme used the long one "
                "because nobody "
                "knew of the short one.",
            ),
        ),
        remedies=("Use the short form for sums under £5,000 from the next round on",),
    ),
    Tale(
        key="overheads",
        against=COUNCIL,
        undertakings=((FUNDING, "F4"),),
        account="The offer covers sessions and nothing else: no rent, no insurance, no supervision.",
        wanted="A fair share of what it costs us to be there.",
        until="to-appeal",
        ago=46,
        is_unnamed=True,
        facts="The tender allowed for direct costs only. Three of five bidders asked about overheads in writing "
        "and were "
        "told that the rule could not be changed.",
        conclusions=(
            Conclusion(
                NOT_KEPT,
                "deliberate",
                "The undertaking accepts a fair share of overheads. The rule was made by the department against the "
                "advice of its own finance team, and kept after three bidders had named the undertaking.",
            ),
        ),
        remedies=("Change the rule before the next tender",),
    ),
    Tale(
        key="indicators",
        against=PCT,
        undertakings=((FUNDING, "F5"),),
        account="We report forty-one indicators each quarter for £6,000 a year.",
        wanted="Ten indicators, once a year.",
        until="finding",
        ago=38,
        facts="The agreement lists forty-one indicators. Agreements ten times as large list thirty-eight.",
    ),
    Tale(
        key="decision",
        against=COUNCIL,
        undertakings=((FUNDING, "F7"),),
        account="We heard on 9 April that we had no grant for the year that began on 1 April.",
        wanted="Decisions by the end of January.",
        until="correction",
        ago=30,
        facts="The meeting was on 3 April. The letter was sent on 7 April. The programme had promised decisions "
        "by the end of "
        "February.",
    ),
    Tale(
        key="volunteers",
        against=COUNCIL,
        undertakings=((VOLUNTEERING, "V3"),),
        account="The new agreement forbids us to pay our volunteers' fares.",
        wanted="Strike that line out.",
        until="panel",
        ago=20,
    ),
    Tale(
        key="appraisal",
        against=POLICE,
        undertakings=((CONSULTATION, "C8"),),
        account="A new policy on lettings doubled the hire of every hall. Nobody had asked what that does to clubs.",
        wanted="An appraisal, and last year's rates until it is done.",
        until="informal",
        ago=15,
    ),
    Tale(
        key="bus",
        against=COUNCIL,
        undertakings=((CONSULTATION, "C1"),),
        account="We learnt from the newspaper that the day bus would end, and were asked afterwards what we think.",
        wanted="To be asked before it is decided, next time.",
        until="settled",
        ago=55,
    ),
    Tale(
        key="lease",
        against=PCT,
        undertakings=((FUNDING, "F8"),),
        account="The trust cut its share without a word to the council, which then cut its own.",
        wanted="A talk between the two funders and us.",
        until="withdrawn",
        ago=48,
    ),
    Tale(
        key="three-days",
        against=PCT,
        undertakings=((CONSULTATION, "C2"),),
        account="The window opened on a Monday and closes on Thursday. Our trustees meet once a month.",
        wanted="Twelve weeks.",
        until="received",
        ago=0,
    ),
)

SETTLED = (
    "The council tells the forum of any change to a bus service before its cabinet discusses it. Both sides "
    "look at how "
    "that works after six months."
)
PROPOSED = "The authority appraises the policy by the end of next month, and keeps last year's rates until then."
GROUNDS = (
    "The panel did not see the letter in which we offered the short form to everybody who asked."
)
WITHDRAWN = "The trust and the council have met us, and the cut was taken back."
INTEREST = "My sister is a trustee of the organisation that raised it."
MESSAGES = (
    "We attach what we were sent. It is all that we have in writing.",
    "Thank you. We have asked the department for its copy.",
)
EVIDENCE = "What we were sent"
LETTER = "Thank you for your letter. We have passed it to the department, and will write again when we know more.\n"
STOPPED = "The member who replaces the one with an interest is on leave until next week."
