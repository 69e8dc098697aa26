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
        ("heading", "Why we ask"),
        (
            "paragraph",
            "<p>Fewer people come to the larger day centres than ten years ago, and more ask for help close to "
            "home. Most of the centres are run by voluntary organisations on yearly agreements that end next "
            "March.</p>",
        ),
        ("heading", "What can still change"),
        (
            "paragraph",
            "<ul><li><b>Option A:</b> keep the eleven centres, with three-year agreements.</li>"
            "<li><b>Option B:</b> keep six centres and fund lunch clubs in villages.</li>"
            "<li><b>Option C:</b> give people a personal budget to spend with any approved organisation.</li></ul>"
            "<p>The sum of £2.4 million is settled; how it is spent is not.</p>",
        ),
        ("heading", "How to take part"),
        (
            "paragraph",
            "<p>Organisations respond here. We also hold one meeting in each district, with transport paid for, "
            "and will visit any lunch club that asks.</p>",
        ),
    ],
)

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

RESPONSES = [
    "We support the proposal. Our members ask above all for agreements that last longer than a year, so that we can "
    "keep the staff people have come to trust.",
    "We asked the thirty people who use our service. Two in three want to keep a place to meet; almost all said that "
    "transport decides whether they can come.",
    "We have doubts. A small group like ours cannot tender against large organisations, and what it knows of its "
    "village would be lost.",
    "We agree with the aim and would add one thing: tell people the outcome and the reasons, whatever they are.",
    "Our committee discussed this at its last meeting. We could work with the first or the second option, not with "
    "the third unless somebody helps people to manage a budget.",
    "Please count the hours of volunteers when you compare costs. In our case they are worth more than the grant.",
]

SECOND_THOUGHT = (
    "This replaces what we sent before. Since then we have asked our members: they prefer the second option, "
    "provided that lunch clubs are paid in advance."
)
