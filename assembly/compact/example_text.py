"""Example undertakings, in our own words, for the demo and for a site that has no text of its own yet.

Each row: number, who promises, the promise, what shows whether it is kept.
"""

P, V, B = "public-body", "sector", "both"

CODES = {
    "funding": "How public money reaches voluntary organisations, and what each side owes the other for it.",
    "consultation": "When and how public bodies ask the sector before they decide, and what happens to the answers.",
    "bme": "Fair access, funding and voice for black and minority ethnic organisations.",
    "volunteering": "Volunteering is free, open to all and worth supporting.",
    "community-groups": "What small, mostly unpaid groups can expect, and what they offer in return.",
}

# In a few words, as pages and lists name them.
TITLES = {
    "F1": "Pay in advance",
    "F2": "Three years, or say why",
    "F3": "Three months' notice",
    "F4": "Pay the full cost",
    "F5": "Forms in proportion",
    "F6": "Agree before signing",
    "F7": "Decide in time",
    "F8": "No cut without talking",
    "F9": "Honest accounts on time",
    "F10": "Declare other funding",
    "C1": "Consult early",
    "C2": "Twelve weeks, or say why",
    "C3": "Plain language",
    "C4": "More than one way to answer",
    "C5": "Keep confidences",
    "C6": "Say what you did",
    "C7": "Look back and learn",
    "C8": "Think of the sector first",
    "C9": "Ask your own members",
    "B1": "Work together on race equality",
    "B2": "Consult more and better",
    "B3": "Fair access to resources",
    "B4": "Keep the money in the sector",
    "B5": "Speak only when asked to",
    "V1": "A free choice",
    "V2": "Open to all, and thanked",
    "V3": "Support volunteering",
    "V4": "Remove barriers",
    "G1": "Value small groups",
    "G2": "Small grants, simple forms",
    "G3": "Rooms and help in kind",
    "G4": "Be open about who you are",
}

UNDERTAKINGS = {
    "funding": [
        (
            "F1",
            P,
            "We pay grants and contract payments in advance wherever we can, so that no organisation has to "
            "borrow in order to do public work.",
            "The day of payment beside the day the work starts",
        ),
        (
            "F2",
            P,
            "We fund for three years or longer. Where we offer less, we write down why and tell the organisation.",
            "The term of the award, and the reason given when it is shorter",
        ),
        (
            "F3",
            P,
            "We give at least three months' notice before funding ends or is cut, so that staff, volunteers and "
            "the people they serve can prepare.",
            "The day of notice beside the day it takes effect",
        ),
        (
            "F4",
            P,
            "We accept that services cost what they cost, including a fair share of rent, management and other "
            "overheads.",
            "Whether the award covers full cost",
        ),
        (
            "F5",
            P,
            "We ask for applications and reports that are in proportion to the money: a small grant has a short "
            "form and a short report.",
            "Number of indicators beside the value of the award",
        ),
        (
            "F6",
            P,
            "We agree with the organisation what is to be achieved and how it will be reported before either of "
            "us signs.",
            "Outcomes agreed on or before the day of signing",
        ),
        (
            "F7",
            P,
            "We tell every applicant what was decided and why, early enough to plan the coming year.",
            "The day of the decision beside the end of the financial year",
        ),
        (
            "F8",
            P,
            "We do not cut a service on our own: we talk first with its other funders and with those who "
            "provide it.",
            "A record of those talks",
        ),
        (
            "F9",
            V,
            "We keep honest accounts of public money and hand in our reports on time.",
            "Reports received by the day they are due",
        ),
        (
            "F10",
            V,
            "We tell a funder about all other money we receive for the same work.",
            "A declaration with every application",
        ),
    ],
    "consultation": [
        (
            "C1",
            P,
            "We plan consultation from the start, and say plainly what can still change and what cannot.",
            "The stage at which the consultation opens",
        ),
        (
            "C2",
            P,
            "A written consultation runs for at least twelve weeks. If it has to be shorter, the document says by "
            "how much and for what reason.",
            "Opening and closing day, and the reason given",
        ),
        (
            "C3",
            P,
            "We write in plain language and begin by saying what the consultation is for.",
            "A stated purpose on the first page",
        ),
        (
            "C4",
            P,
            "We ask in more than one way, and go to those whose voice is seldom heard.",
            "The methods used, and whom they reached",
        ),
        (
            "C5",
            P,
            "We keep an answer confidential when its author asks us to.",
            "The wish is recorded with the response",
        ),
        (
            "C6",
            P,
            "We publish the views we received and what we did because of them.",
            "Feedback published within twelve weeks of closing",
        ),
        (
            "C7",
            P,
            "We look back at each consultation with those who took part, to do the next one better.",
            "A short evaluation for each consultation",
        ),
        (
            "C8",
            P,
            "Before we adopt a policy, we think through what it would do to the voluntary and community sector.",
            "A note on the effect with every decision paper",
        ),
        (
            "C9",
            V,
            "We ask our own members before we speak for them, and say whom we asked.",
            "A line in each response on who was asked",
        ),
    ],
    "bme": [
        (
            "B1",
            B,
            "We work together on race equality, and share what has worked.",
            "A joint plan, looked at once a year",
        ),
        (
            "B2",
            P,
            "We consult black and minority ethnic communities more often and better than before.",
            "Who was invited, and who answered",
        ),
        (
            "B3",
            P,
            "Black and minority ethnic organisations have fair access to funding, premises and support.",
            "Awards by kind of organisation",
        ),
        (
            "B4",
            P,
            "When we end the funding of a black or minority ethnic organisation, we first consider keeping the "
            "money within that part of the sector.",
            "A note with the decision",
        ),
        (
            "B5",
            V,
            "A mainstream organisation does not claim to speak for black and minority ethnic groups unless they "
            "asked it to.",
            "The basis on which a seat is held",
        ),
    ],
    "volunteering": [
        (
            "V1",
            B,
            "Nobody is made to volunteer: it is always a free choice.",
            "Said in every volunteer agreement",
        ),
        (
            "V2",
            B,
            "Volunteering is open to everyone, gives something to both sides, and is thanked.",
            "A volunteering policy that anyone can read",
        ),
        (
            "V3",
            P,
            "We invest in local volunteer centres and pay the expenses of those who volunteer with us.",
            "Awards classed as investing",
        ),
        (
            "V4",
            P,
            "We find what keeps people from volunteering, and take it out of the way.",
            "A list of what was found and done",
        ),
    ],
    "community-groups": [
        (
            "G1",
            P,
            "We recognise small unpaid groups for what they do, and do not ask of them what only large "
            "organisations can give.",
            "Requirements in proportion to size",
        ),
        (
            "G2",
            P,
            "We offer small grants with simple forms and a quick answer.",
            "Length of the form, days to a decision",
        ),
        (
            "G3",
            P,
            "We let community groups use our rooms and help them in kind.",
            "Rooms and help on offer",
        ),
        (
            "G4",
            V,
            "We are open about what our group is for and who may join it.",
            "An up-to-date entry in the register",
        ),
    ],
}
