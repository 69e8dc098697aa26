"""What the demo's organisations say of themselves, ask, offer and read. All of it is invented for the demo."""

# By theme
ROLES = {
    "environment": ["social-capital", "voice"],
    "faith": ["social-capital", "services"],
    "health": ["services"],
    "equality": ["voice", "services"],
    "advice": ["services"],
    "neighbourhoods": ["social-capital"],
}
FIELDS = {
    "environment": ["environment"],
    "faith": ["faith", "marginalised"],
    "health": ["health-care", "older"],
    "equality": ["advocacy", "disability", "marginalised"],
    "advice": ["advice", "housing"],
    "neighbourhoods": ["community", "children"],
}
# Pounds a year, from and to, by band
AMOUNTS = {
    "micro": (400, 9_900),
    "small": (10_000, 99_000),
    "medium": (100_000, 900_000),
    "large": (1_000_000, 6_000_000),
}

TAGS_SOURCE = "The demo's own list"
_TAGS = [
    # code, name, category, ICNP/TSO, pattern
    ("D-CARERS", "Carers", "Health and care", "D10", r"\bcarers?\b|\bcare for somebody\b"),
    ("D-DEMENTIA", "Dementia", "Health and care", "C30", r"\bdementia\b|\bmemory caf[ée]\b"),
    ("D-COUNSEL", "Counselling", "Health and care", "C10", r"\bcounselling\b"),
    ("D-TREES", "Trees and hedges", "Environment", "E10", r"\btrees?\b|\bhedges?\b|\borchards?\b"),
    ("D-RIVERS", "Rivers", "Environment", "E10", r"\brivers?\b"),
    ("D-REPAIR", "Repair and reuse", "Environment", "E10", r"\bmends?\b|\brepair\b|\bmended\b"),
    ("D-DEBT", "Debt advice", "Advice", "D10", r"\bdebts?\b|\bpile of letters\b"),
    ("D-HOUSING", "Housing advice", "Advice", "F30", r"\bhousing\b|\bhomes?\b"),
    ("D-YOUTH", "Youth work", "Children and young people", "D10", r"\byouth\b|\byoung\b"),
    ("D-PLAY", "Play", "Children and young people", "D20", r"\bplay\b|\btoys?\b"),
    ("D-LUNCH", "Lunch clubs", "Older people", "D10", r"\blunch\b"),
    ("D-HALL", "Village halls", "Community", "F20", r"\bhalls?\b"),
    ("D-BUS", "Community transport", "Community", "L50", r"\bbus\b|\bdrivers?\b|\bdrive\b"),
    ("D-DISABLED", "Disabled people", "Equality", "D10", r"\bdisabled\b|\bdisabilit(y|ies)\b"),
    ("D-DEAF", "Deaf people", "Equality", "D10", r"\bdeaf\b|\bsign language\b"),
]  # fmt: skip
TAGS = [
    {
        "Code": code,
        "tag": name,
        "Category": category,
        "Related ICNPTSO code": icnptso,
        "Regular expression": pattern,
    }
    for code, name, category, icnptso, pattern in _TAGS
]

ESTIMATES = [
    # measure, figure, exactness, counting rule, source
    ("organisations", 1_700, "about", "Organisations that are known and counted", "The report of 2008"),
    (
        "organisations",
        8_000,
        "about",
        "An estimate with community groups and bodies without legal form",
        "The report of 2008, quoting another count",
    ),
    ("turnover", 40_000_000, "over", "The same organisations as the 1,700", "The report of 2008"),
    ("workforce", 2_000, "over", "The same organisations as the 1,700", "The report of 2008"),
]  # fmt: skip

OFFERS = [
    [
        ("governance", "free", "A trustee school twice a year, and somebody to ring about your constitution."),
        ("starting", "free", "An afternoon with somebody who has started eleven groups."),
        ("funding", "members", "We read your application before the funder does."),
    ],
    [
        ("volunteers", "free", "A volunteer centre: we find people for you, and help you to keep them."),
        ("finance", "charged", "Book-keeping and payroll for small organisations."),
        ("training", "charged", "Courses in first aid, food hygiene and safeguarding."),
    ],
    [
        ("ict", "free", "Circuit riders who come to you: websites, spreadsheets, back-ups."),
        ("governance", "members", "Model policies, and a check of yours once a year."),
        ("quality", "charged", "A mentor on your way to a quality mark."),
    ],
    [
        ("leadership", "free", "A circle of managers who meet every second month."),
        ("people", "charged", "Contracts, payroll and what to do when it goes wrong."),
        ("premises", "members", "Desks by the day, a meeting room, a minibus."),
    ],
    [
        ("funding", "free", "A list of funders, sent every month, and a surgery on Tuesdays."),
        ("voice", "free", "We tell you what is being decided, and how to be heard."),
        ("training", "members", "Short evening courses for committees."),
    ],
]  # fmt: skip

ENQUIRIES = [
    # days ago, need, words, what becomes of it
    (1, "governance", "Our constitution is from 1974 and nobody can find the signed copy. What do we do?", ""),
    (21, "finance", "We have outgrown the shoe box. Who could keep our books, and what would it cost?", ""),
    (30, "volunteers", "How do other groups thank their volunteers without spending money?", "answered"),
    (9, "ict", "Our website is gone since the man who made it moved away.", "handed on"),
]  # fmt: skip

RESOURCES = [
    # slug, title, need, audience, summary, words
    (
        "first-meeting", "The first meeting of a new group", "starting", "new-groups",
        "Who takes the chair, what is decided, what is written down.",
        "<p>Five people, one evening, and a list of six things to decide: a name, a purpose, who may join, who looks "
        "after the money, who signs, and when you meet again.</p>",
    ),
    (
        "trustee-duties", "What a trustee promises", "governance", "trustees",
        "The duties of a trustee on one page, in plain words.",
        "<p>Act for the purpose and nothing else. Read the accounts. Say when you have an interest. Ask when you do "
        "not understand. Come to the meetings.</p>",
    ),
    (
        "budget", "A budget in an evening", "finance", "everybody",
        "How to plan a year's money without a spreadsheet.",
        "<p>Write down last year's figures, cross out what will not happen again, add what is new, and take off a "
        "tenth of what you hope for.</p>",
    ),
    (
        "application", "Before you send an application", "funding", "everybody",
        "Ten questions that a funder will ask, and you should first.",
        "<p>Does the sum add up? Would somebody outside understand the first paragraph? Who does the work if the "
        "money comes later than promised?</p>",
    ),
    (
        "new-volunteers", "The first month of a volunteer", "volunteers", "managers",
        "Why people stay, and why they leave after three weeks.",
        "<p>Somebody who expects them, something real to do on the first day, their expenses paid without asking, "
        "and a conversation after a month.</p>",
    ),
    (
        "backup", "Your membership list, safe", "ict", "everybody",
        "Back-ups for a group with one laptop.",
        "<p>Two copies, one of them in another house, and a reminder in the calendar of two people.</p>",
    ),
    (
        "being-heard", "How to answer a consultation", "voice", "everybody",
        "What makes an answer count, and what wastes your evening.",
        "<p>Say who you asked. Say what would happen to whom. Propose one thing that would make it better.</p>",
    ),
]  # fmt: skip
