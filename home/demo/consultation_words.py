"""Invented consultations of the sample county, and what organisations might say to them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    slug: str
    summary: str
    question: str
    body: list[tuple[str, Any]]


DAY_SERVICES = Words(
    "Day services for older people",
    "day-services-for-older-people",
    "The council spends £2.4 million a year on day centres in the four districts. We ask how that money should be "
    "spent over the next three years, and which of three options would serve older people best.",
    "Which of the three options would work best for the people you serve, and why?",
    [
        ("heading", "What has changed"),
        (
            "paragraph",
            "<p>Fewer people come to the larger day centres than ten years ago, and more ask for help close to "
            "home. Most of the centres are run by voluntary organisations on yearly agreements that end next "
            "March.</p>",
        ),
        ("heading", "The three options"),
        (
            "paragraph",
            "<ul><li><b>Option A:</b> keep the eleven centres, with three-year agreements.</li>"
            "<li><b>Option B:</b> keep six centres and fund lunch clubs in villages.</li>"
            "<li><b>Option C:</b> give people a personal budget to spend with any approved organisation.</li></ul>",
        ),
        ("heading", "Meetings"),
        (
            "paragraph",
            "<p>We hold one meeting in each district and pay for transport. We will visit any lunch club that "
            "asks.</p>",
        ),
    ],
)

# Of each consultation: why it is held, what can change and what cannot.
WHY = {
    "day-services-for-older-people": (
        "The council's cabinet decides in June how day services are run from next April.",
        "Which of the three options we choose, and how we bring it in.",
        "The sum of £2.4 million a year, which is in the budget for three years.",
    ),
    "a-simpler-form-for-small-grants": (
        "We will write the new form from the responses, and use it for grants from next April.",
        "What the form asks, how long it is, and how often groups can apply.",
        "The sum for small grants. It was set in the budget.",
    ),
    "community-transport-after-the-day-bus-ends": (
        "The council decides in January how to share out the budget for community transport.",
        "Which schemes we pay, for which journeys, and on what terms.",
        "The end of the three bus contracts on 31 March.",
    ),
    "priorities-for-the-community-plan": (
        "The council will adopt a plan for the next ten years, and each yearly budget will follow it.",
        "The six priorities, their order, and whether there are others.",
        "Nothing is fixed yet.",
    ),
    "savings-in-grants-for-the-arts": (
        "The council sets its budget in January and has to know by then which grants to cut.",
        "Which grants are cut, and by how much.",
        "The sum to be saved, £90,000. The council has already agreed it.",
    ),
    "breaks-for-carers": (
        "The Trust will write the specification from the responses and buy the breaks from next autumn.",
        "What kinds of break we pay for, where, and who provides them.",
        "The sum of £600,000 a year.",
    ),
    "hearing-services-close-to-home": (
        "The Trust decides in the spring whether to move repairs out of the two hospitals.",
        "Where the sessions are held, how often, and what volunteers do.",
        "Hearing aids are still fitted in hospital, because that needs equipment.",
    ),
    "reconfiguration-of-advocacy-services": (
        "The Trust intends to sign a single contract before the start of the next quarter.",
        "How the services are handed over.",
        "The number of contracts, and the day on which the new one begins.",
    ),
    "how-we-answer-calls-about-noise": (
        "The Authority decides in April how calls about noise are answered.",
        "Who answers, how soon, and what happens next.",
        "Calls about people in danger still go to the emergency number.",
    ),
    "support-for-watch-schemes": (
        "The Authority decides before the end of the year how to spend £40,000 on watch schemes.",
        "What the money is spent on.",
        "The sum, which is for one year.",
    ),
    "places-to-go-for-young-people": (
        "The council decides in the spring who opens the five centres on the other evenings.",
        "Who runs what in the centres, and on which evenings.",
        "The five buildings stay open.",
    ),
    "meeting-rooms-in-libraries": (
        "The council decides before the summer which rooms to lend, and on what terms.",
        "Which groups can use the rooms, when, and on what terms.",
        "The opening hours of the libraries in the daytime.",
    ),
}

GRANTS = Words(
    "A simpler form for small grants",
    "a-simpler-form-for-small-grants",
    "Groups that ask for less than £5,000 fill in the same fourteen pages as those that ask for £50,000. "
    "We propose a form of two pages and a decision within six weeks.",
    "What should the short form ask, and what should it leave out?",
    [
        ("heading", "What we propose"),
        (
            "paragraph",
            "<p>A form of two pages for grants under £5,000, one deadline each quarter, and a decision within six "
            "weeks. A report of one page at the end.</p>",
        ),
        ("heading", "What we would like to know"),
        (
            "paragraph",
            "<p>Which questions cost you most time, which of them you think we need, and whether four deadlines a "
            "year are enough.</p>",
        ),
    ],
)

CARERS = Words(
    "Breaks for carers",
    "breaks-for-carers",
    "The Trust has £600,000 a year for breaks for people who care for somebody at home. We ask carers' "
    "organisations how to share it out before we write the specification.",
    "What kind of break makes most difference to the carers you know?",
    [
        ("heading", "Where we are"),
        (
            "paragraph",
            "<p>Nothing is decided beyond the sum. We will write the specification with carers' organisations when "
            "the responses are in.</p>",
        ),
    ],
)

ADVOCACY = Words(
    "Reconfiguration of advocacy services",
    "reconfiguration-of-advocacy-services",
    "The Trust proposes to bring four advocacy services under one contract from the start of the next quarter.",
    "What is your organisation's view of the proposal?",
    [
        ("heading", "The proposal"),
        (
            "paragraph",
            "<p>Four agreements with local advocacy organisations would be replaced by a single contract for the "
            "whole county. Views are invited by Thursday.</p>",
        ),
    ],
)

LIBRARIES = Words(
    "Meeting rooms in libraries",
    "meeting-rooms-in-libraries",
    "Nine libraries have rooms that stand empty in the evening. We ask which groups would use them, and on what terms.",
    "Would your group use a room in a library, and what would it need?",
    [("paragraph", "<p>We would lend the rooms free of charge to groups without paid staff.</p>")],
)

TRANSPORT = Words(
    "Community transport after the day bus ends",
    "community-transport-after-the-day-bus-ends",
    "Three subsidised bus routes end next spring. We ask what minibus schemes and car schemes could take over, and "
    "what they would need from us.",
    "Which journeys will people lose, and who could offer them?",
    [
        ("heading", "What is settled"),
        ("paragraph", "<p>The three contracts end on 31 March and will not be renewed.</p>"),
        ("heading", "What is not"),
        (
            "paragraph",
            "<p>Half of what they cost stays in the budget for community transport. How it is shared out, and on what "
            "terms, depends on what you tell us.</p>",
        ),
    ],
)

YOUTH = Words(
    "Places to go for young people",
    "places-to-go-for-young-people",
    "Five youth centres open on fewer than three evenings a week. We ask what young people would use, and which groups "
    "could open the doors on the other evenings.",
    "What would bring young people through the door on the other evenings?",
    [("paragraph", "<p>The buildings stay. Who runs what in them, and when, is open.</p>")],
)

PLAN = Words(
    "Priorities for the community plan",
    "priorities-for-the-community-plan",
    "The plan for the next ten years names six priorities. We ask which of them matter most to the people you work "
    "with, and what is missing.",
    "What is missing from the six priorities?",
    [
        (
            "paragraph",
            "<p>This is a first draft, written before we asked anybody. We will rewrite it from what you tell us.</p>",
        )
    ],
)

HEARING = Words(
    "Hearing services close to home",
    "hearing-services-close-to-home",
    "Hearing aids are fitted and repaired in two hospitals. We ask whether volunteers could clean and repair them in "
    "town halls, as they do in other counties.",
    "Where should the sessions be held, and who could help?",
    [("paragraph", "<p>The Trust would train the volunteers and pay for rooms and travel.</p>")],
)

SAFETY = Words(
    "How we answer calls about noise",
    "how-we-answer-calls-about-noise",
    "Calls about noise and young people in the street are three in ten of all we receive on Friday evenings. We ask "
    "how they should be answered, and who else could.",
    "How should these calls be answered?",
    [
        (
            "paragraph",
            "<p>We propose one number, and an answer within a day where nobody is in danger.</p>",
        )
    ],
)

WATCH = Words(
    "Support for watch schemes",
    "support-for-watch-schemes",
    "Two hundred watch schemes get a newsletter and nothing else. We ask what would keep them going.",
    "What would help your scheme most?",
    [("paragraph", "<p>We have £40,000 a year and no view yet of how to spend it.</p>")],
)

BUDGET = Words(
    "Savings in grants for the arts",
    "savings-in-grants-for-the-arts",
    "The council has to save £90,000 from grants for the arts next year. We ask which of two ways does less harm.",
    "Which of the two ways does less harm, and to whom?",
    [
        (
            "paragraph",
            "<ul><li><b>First:</b> every grant is cut by nine per cent.</li><li><b>Second:</b> grants under £2,000 "
            "are left alone, and the larger ones are cut more.</li></ul>",
        )
    ],
)

# Lines of the forward plan: title, summary, and when they are expected.
PLANNED = [
    (
        "Respite for parents of disabled children",
        "How short breaks should be booked, and who should run them.",
        "next spring",
    ),
    (
        "Allotments and community gardens",
        "Which council land could be lent to groups, and for how long.",
        "the summer after next",
    ),
]
