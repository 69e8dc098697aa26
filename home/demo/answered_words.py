"""What became of the consultations that closed: events, themes, feedback, decisions and a reply to the scorecard."""

from assembly.consultations.models import FeedbackLine

from .consultation_words import Words

FOLLOWED, PARTLY, NOT = (
    FeedbackLine.Outcome.FOLLOWED,
    FeedbackLine.Outcome.PARTLY,
    FeedbackLine.Outcome.NOT_FOLLOWED,
)

OUT_OF_HOURS = Words(
    "Doctors at night and at weekends",
    "doctors-at-night-and-at-weekends",
    "The Trust pays one company for doctors at night and at weekends. We ask what people need from it before we choose "
    "again, and where the night clinics should be.",
    "What do the people you work with need at night and at weekends?",
    [("paragraph", "<p>The contract ends next autumn, and nothing is decided about the next.</p>")],
)

HALLS = Words(
    "Recycling banks at village halls",
    "recycling-banks-at-village-halls",
    "We want to place thirty recycling banks where people meet anyway. We ask village halls and community centres "
    "whether they would have one, and on what terms.",
    "Would your hall have a recycling bank, and what would it need?",
    [("paragraph", "<p>The council empties the banks and pays each hall £200 a year.</p>")],
)

PANELS = Words(
    "Neighbourhood panels",
    "neighbourhood-panels",
    "Twelve panels of residents tell us each quarter what worries them most. We ask whether they should go on, and who "
    "should sit on them.",
    "Should the panels go on, and who should sit on them?",
    [("paragraph", "<p>The panels cost £30,000 a year. That sum is safe for two years.</p>")],
)

# Of each: why it is held, what can change and what cannot.
WHY = {
    "doctors-at-night-and-at-weekends": (
        "The Trust writes the specification for the next contract from the responses.",
        "The places of the clinics, the hours, and what the service does.",
        "That there is such a service: the law asks for it.",
    ),
    "recycling-banks-at-village-halls": (
        "The council decides in the summer which halls have a bank.",
        "Which halls, what is collected, and the terms.",
        "The number of banks, thirty, and the sum for each hall.",
    ),
    "neighbourhood-panels": (
        "The Authority decides in the spring whether the panels go on.",
        "Whether they go on, how often they meet, and who sits on them.",
        "The sum for the next two years.",
    ),
}

# The codebook: name, what belongs to it, and words by which an answer raises it.
THEMES: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "Leave out what small groups do not have",
        "Audited accounts, risk registers, business plans, policies. Not: questions that are hard to understand.",
        ("business plan", "audited accounts", "risk register", "constitution", "policy we did not"),
    ),
    (
        "Ask in plain words",
        "Outcomes and outputs, small print, guidance that can be read in two ways.",
        ("outputs", "small print", "understood two different things", "equality section"),
    ),
    (
        "Somebody to ring",
        "A named person who answers, before and after a group applies.",
        ("ring", "telephone", "helped four other groups"),
    ),
    (
        "A form that waits for us",
        "Forms that time out, lose what was typed, or cannot be seen before one begins.",
        ("times out", "before we begin", "lost what we had typed", "spreadsheet"),
    ),
    (
        "Money and deadlines that fit",
        "When groups can apply, how soon they hear, when the bank details are asked for.",
        ("deadline", "six weeks", "bank details", "half of the money"),
    ),
]

WE_ASKED = (
    "We asked what a form of two pages for grants under £5,000 should ask, what it can leave out, and whether four "
    "deadlines a year and a decision within six weeks would help."
)
# In the order of THEMES: what was said, what is done, and why not where it is not.
GRANTS_LINES = [
    (
        "Groups without staff cannot show audited accounts, a risk register or a business plan. Many were asked for "
        "their constitution every year.",
        "The short form asks for none of the four. We keep your constitution and ask whether it has changed.",
        FOLLOWED,
        "",
    ),
    (
        "Nobody knows what an output is, and the equality section asked for figures that groups would have to invent.",
        "Every question was rewritten with six groups. We ask whom you leave out and what you do about it.",
        FOLLOWED,
        "",
    ),
    (
        "A person who answers the telephone saves more time than any form.",
        "One officer answers questions on Tuesdays and Thursdays from ten to four.",
        PARTLY,
        "You asked for every working day. We have half a post for it and would have to take the rest from the grants.",
    ),
    (
        "The form should wait until the next evening, and be there on paper to talk about.",
        "It saves each page, keeps a draft for ninety days, and can be printed before you begin.",
        FOLLOWED,
        "",
    ),
    (
        "Four deadlines a year and a decision in six weeks; bank details only when a grant is agreed.",
        "There are two deadlines a year from now on, and a decision in six weeks.",
        NOT,
        "With four deadlines each round would share out £9,000, and a good request in a bad month would be lost. "
        "We look at this again after a year.",
    ),
]
GRANTS_DECISION = (
    "Grants under £5,000 are applied for on the short form from 1 April. There are two rounds a year and a decision "
    "within six weeks of each. We did not agree to four rounds, and say why in what we did. The report at the end "
    "is one page."
)

# Of the older ones: the only theme, what was said, what is done, outcome, reasons.
HALLS_LINE = (
    "Where the bank stands",
    "Twenty-six of the halls that answered want a bank, away from the door and with a light.",
    "Banks stand ten metres from the entrance. We light those at eleven halls.",
    PARTLY,
    "There is no money to light all of them this year.",
)
HALLS_DECISION = (
    "Thirty halls have a bank from the autumn. The list is in the decision paper of the cabinet."
)
PANELS_LINE = (
    "Who sits on the panels",
    "The panels should go on, with young people and with tenants on each.",
    "The panels go on for two years. Two places on each are for people under 25, and two for tenants.",
    FOLLOWED,
    "",
)
PANELS_DECISION = "The twelve panels go on until the end of the next financial year but one."

REPLY = (
    "We accept that our feedback on doctors at night is late. The two people who were to write it moved to the new "
    "ambulance trust in the same week. It will be here by the end of next month. The three days for advocacy were a "
    "mistake, and we have said so to the four organisations."
)

# Four events, one for each district: place, people with an organisation (two organisations), people without.
EVENTS = [
    ("kennet", "Corn Exchange, Market Place", (6, 4), 9),
    ("north-wiltshire", "Neeld Hall, High Street", (5, 3), 12),
    ("salisbury", "Guildhall, Market Square", (8, 5), 21),
    ("west-wiltshire", "Civic Hall, St Stephen's Place", (0, 0), 0),
]
ACCESS = "Step-free, with a hearing loop. Tell us a week before if you need an interpreter. Fares are paid back."
NOTES = (
    "Fourteen pages for £800. We counted them.\n\n"
    "What is an output? Nobody at this table could say.\n\n"
    "We would rather have somebody to ring than a shorter form.\n\n"
    "Please do not ask for the bank details before you have said yes."
)
SUMMARY = (
    "The tables agreed that the form is too long for small sums [1] and that some of its words are not theirs [2].\n\n"
    "Most would value a person who answers the telephone [3]. Several asked for the bank details to come last [4]."
)
COMING = (
    "salisbury",
    "Friends Meeting House, Wilton Road",
    "Day services: what would you keep?",
)

# A draft on which people comment, passage by passage: one of them is asked about on the second version.
DRAFT_TITLE = "Draft plan for day services"
DRAFT = """# What stays

Every district keeps a day centre with a kitchen and a minibus.

# What changes

Lunch clubs in villages can ask for £2,000 a year.

Agreements run for three years, and are looked at after two."""
DRAFT_CHANGED = DRAFT.replace("£2,000 a year", "£2,500 a year, paid in advance")
DRAFT_NOTE = "Lunch clubs told us that they cannot pay first and claim later."
# The passage, and the words: on the first version, then on the second.
COMMENTS = [
    (2, "A kitchen without a cook is a cupboard. Say who cooks."),
    (4, "Please pay it in advance. We have no money to lend the council."),
]
LATER_COMMENT = (5, "Three years is right. Two of them should pass before anybody comes to look.")
ABOUT_THEMSELVES = ("age", "sex")
