"""What the closed consultation of the demo asks, and what organisations, groups and people answer."""

from typing import Any

# What the closed consultation asks. Kind, question, help, options; "if" names the question and the option before it.
GRANTS_SECTIONS: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "Your group",
        "",
        [
            {
                "kind": "choice",
                "words": "How many paid staff does your group have?",
                "options": ["None", "One to five", "More than five"],
                "is_required": True,
            },
            {
                "kind": "choices",
                "words": "What have you asked the council for in the last three years?",
                "options": [
                    "A grant under £5,000",
                    "A larger grant",
                    "A room or equipment",
                    "Nothing",
                ],
            },
        ],
    ),
    (
        "The form",
        "Please think of the last form you filled in.",
        [
            {
                "kind": "scale",
                "words": "How hard is the present form?",
                "lowest": "Very easy",
                "highest": "Very hard",
            },
            {
                "kind": "text",
                "words": "What should the short form ask, and what can it leave out?",
                "help": "Think of the questions that cost you most time.",
                "is_required": True,
            },
            {
                "kind": "ranking",
                "words": "What matters most to you? Put these in order.",
                "options": [
                    "A form of two pages",
                    "A decision within six weeks",
                    "Four deadlines a year",
                    "Somebody to ring",
                ],
            },
            {
                "kind": "grid",
                "words": "Do you agree?",
                "options": [
                    "A short form is enough for a grant under £5,000.",
                    "A report of one page is enough.",
                    "The council should publish why it says no.",
                ],
            },
        ],
    ),
    (
        "What happened to you",
        "",
        [
            {
                "kind": "choice",
                "words": "Has your group ever given up on a form?",
                "options": ["Yes", "No"],
            },
            {"kind": "text", "words": "What made you give up?", "if": (7, 0)},
        ],
    ),
]

ASKS = [
    "Ask what the money is for, what it costs and who will notice the difference. Leave out the business plan.",
    "Leave out the three years of audited accounts. Our treasurer has a cash book, right to the penny.",
    "The equality section asks for figures we could only invent. Ask instead who we leave out and what we do about it.",
    "It should ask for one person to ring, and then somebody should ring. Half of our questions took one minute each.",
    "Ask for bank details once the grant is agreed, not before. People stop there, because they need two signatures.",
    "Leave out the question on outcomes and outputs. Nobody on our committee knows which is which.",
    "Keep the question on how many people benefit, and accept an honest guess.",
    "The risk register has to go. Our greatest risk is that nobody comes to the annual meeting.",
    "Ask what we would do with half of the money. That tells you more than a budget in four columns.",
    "Two pages are enough if they are two pages of questions and not four pages in small print.",
    "We would like to see the form before we begin, on one sheet, so that the committee can talk about it.",
    "Please stop asking for our constitution each year. You have it, and it has not changed since 1987.",
    "Ask how volunteers are thanked and paid back for their fares. It shows whether a group is well run.",
    "The form times out after twenty minutes. It should be possible to stop and go on the next evening.",
    "It should ask which other funders were asked, and whether we may be told of ones we have missed.",
]

BECAUSE = [
    "Our members are older people, and the form is filled in by the one who still sees well.",
    "We spent eleven hours on a grant of £800.",
    "In a village of four hundred there is one person who writes forms, and she has moved away.",
    "We asked the thirty people who come on Wednesdays, and they said the same.",
    "Last year we missed the only deadline by a day.",
    "We are small on purpose. The form reads as if that were a fault.",
    "A decision in six weeks would let us book the hall before somebody else does.",
    "The people at the council were kind on the telephone. The form was not.",
    "We do not mind reporting. We mind reporting the same thing three times.",
    "Our committee discussed this for an hour, which is longer than it discussed the budget.",
    "For a group without staff the cost of asking is part of the cost of the project.",
    "We have helped four other groups with this form, and each stopped at the same page.",
]

GAVE_UP = [
    "We had no audited accounts, and nobody could tell us whether we needed any.",
    "The page lost what we had typed.",
    "It asked for a policy we did not have. We wrote the policy, and by then the deadline had passed.",
    "Nobody could open the spreadsheet.",
    "Two of us read the guidance and understood two different things.",
]

INDIVIDUALS = [
    "Maud Pell",
    "Idwal Rees",
    "Sunita Rao",
    "Terry Boon",
    "",
    "Grace Okafor",
    "",
    "Len Harding",
    "Petra Novak",
    "Joan Applegarth",
    "",
    "Denis Mallory",
    "Ffion Bevan",
    "Arthur Quill",
]
OUTSIDE = ["Friends of Ashmere Halt", "Lower Marsh Toy Library"]
ON_PAPER = ["Vera Lumb", "Walter Stone", ""]

INTEREST = "We receive a grant from this budget."
CONFIDENTIAL = (
    "We name a member of staff who helped us, and would not like to get her into trouble."
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
