"""What the sample county agreed: two editions of its Compact, and guidance for officers. All of it is invented.

The first edition has the words of the example text; the second changes some of them.
"""

INTRODUCTION = """\
This Compact says how public bodies in the county and the voluntary and community sector work together. Each side \
promises something to the other, because each needs the other to serve the people who live here.

It was written by a working group of both sides, and every signatory agreed to it in its own right."""

PRINCIPLES = """\
- A free voluntary sector is part of a healthy county. It may criticise those who fund it.
- Working together gives better services than working apart.
- Both sides account for public money, in proportion to the amount.
- People who are seldom heard have the same claim to be heard.
- A signatory that cannot keep a promise says so early, and says why."""

INTRODUCTION_2 = f"""{INTRODUCTION}

The second edition keeps the five codes. It adds what both sides learned in the years between."""

CHANGES = (
    "Notice of a cut is given in writing and with the reasons. Consultations avoid holidays where they can. Pooling "
    "of volunteers' training is new. “Remove barriers” is now V5, because it is a promise of both sides."
)

# Code, number, title, words, who promises, what shows whether it is kept.
CHANGED = [
    (
        "funding",
        "F3",
        "Three months' notice, in writing",
        "We give at least three months' notice, in writing and with the reasons, before funding ends or is cut, so "
        "that staff, volunteers and the people they serve can prepare.",
        "public-body",
        "The day of written notice beside the day it takes effect",
    ),
    (
        "consultation",
        "C10",
        "Avoid the holidays",
        "We do not count on answers in August, at Easter or at Christmas. Where a consultation has to run then, we "
        "add the days.",
        "public-body",
        "Holidays that fall within the window",
    ),
    (
        "volunteering",
        "V5",
        "Remove barriers together",
        "Together we find what keeps people from volunteering, and remove it.",
        "both",
        "A shared list of what was found and done",
    ),
    (
        "volunteering",
        "V6",
        "Share training",
        "We open our training to each other's volunteers where there are places left.",
        "both",
        "Places offered and taken",
    ),
]
# What V4 is continued as, and what no longer holds.
CONTINUED = [("volunteering", "V4", "V5")]
DROPPED = [("community-groups", "G3")]

GUIDANCE = {
    "F1": "Ask for payment in advance in the award letter. Internal audit accepts it for voluntary organisations up to "
    "a quarter ahead. If you pay in arrears, write the reason on the file.",
    "F2": "Offer three years as a rule. A budget approved for only one year is a reason not to; say so in the letter, "
    "and say when you will know more.",
    "F3": "Count three calendar months from the day on which the letter arrives. Talk to the organisation before you "
    "write. If you cannot give three months, speak to your Compact champion first.",
    "F7": "Put the day of decision into your forward plan: applicants need it before the end of January.",
    "C1": "Ask the Support Unit for a place in the forward plan as soon as you know that you will consult.",
    "C2": "Twelve weeks are 84 days after the opening day; the site counts them for you. A shorter window needs one of "
    "the reasons on the list, and your words beside it are public. An election or a budget that was known in "
    "advance is seldom a good one.",
    "C6": "Feedback is due twelve weeks after the close. Begin with what you will not do, and why: people look for "
    "that first.",
    "G1": "Use the short form for grants under £5,000. Do not ask for audited accounts.",
}
C2_AGAIN = (
    "Twelve weeks are 84 days after the opening day; the site counts them for you. A shorter window needs one of the "
    "reasons on the list, and your words beside it are public. If August or Christmas falls within the window, add the "
    "days (C10)."
)
