"""What the groups of the demo talked about at their meetings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One item of an agenda: what was said of it, what was agreed, and who does what."""

    title: str
    text: str
    said: str
    unattributed: str
    summary: str
    minutes: str
    decision: str
    action: str


NEXT = {
    "environment": "What to ask of the waste contract",
    "faith": "Winter night shelters: who opens when",
    "health": "Day centres: what we say to the council",
    "equality": "The council's equality scheme: our reply",
    "advice": "Debt advice before Christmas",
    "neighbourhoods": "Sunday buses: the case in figures",
}

SUBJECTS = {
    "environment": Subject(
        "Food waste from village halls",
        "Halls pay trade rates for what families put out for nothing.",
        "We took four hundred kilos to the tip in our own cars last year.",
        "The contractor told us to stop asking.",
        "Halls pay twice for waste that households are not charged for.",
        "The group heard from six halls. The trade rate costs the smallest of them a fifth of its income.",
        "To ask the Environment Alliance for a household rate for halls.",
        "Collect the waste bills of ten halls.",
    ),
    "faith": Subject(
        "Rooms for public meetings",
        "Which halls of faith communities can be booked by anybody, and at what price.",
        "Our hall stands empty four evenings a week.",
        "We were asked whether we would let to people of another faith. We would.",
        "Halls are free, and nobody knows which.",
        "Nine communities have rooms to let. None is in a list that others can find.",
        "To keep one list of rooms, with access and price.",
        "Send the access details of your rooms.",
    ),
    "health": Subject(
        "Lifts to hospital appointments",
        "Since the clinic moved, people without a car need two buses.",
        "Three of our drivers gave up because the mileage rate does not cover petrol.",
        "We were told that to complain would not help our contract.",
        "Voluntary drivers are being lost because of the mileage rate.",
        "The group heard that one appointment in eight is missed for want of a lift.",
        "To put the mileage rate to the Health and Wellbeing Partnership.",
        "Count the lifts that were asked for and not given in one month.",
    ),
    "equality": Subject(
        "Forms in other languages",
        "Which public forms are needed in Polish, Bengali and British Sign Language.",
        "We fill in forty housing forms a month for people who could do it in Polish.",
        "An officer said that people should learn English first.",
        "Help with forms takes time that advice workers do not have.",
        "Four organisations counted the forms that they fill in for others: 310 in a quarter.",
        "To name the ten forms that matter most.",
        "Draw up the list of ten forms with the advice group.",
    ),
    "advice": Subject(
        "Advice where there is no office",
        "Two towns have had no advice session since the spring.",
        "People now come to us from fourteen miles away, and half do not come back.",
        "We cannot say in public that the outreach grant was cut.",
        "Two towns are without advice, and people do not travel for it.",
        "The group compared its postcodes: two towns have no session, and libraries there are ready to help.",
        "To run a monthly session in each of the two towns until March.",
        "Agree days with the two libraries.",
    ),
    "neighbourhoods": Subject(
        "Buses on Sundays",
        "No bus runs between the villages on a Sunday.",
        "Our youth club moved to Saturdays because nobody could come.",
        "The operator asked us not to publish passenger numbers.",
        "Without a Sunday bus clubs close or move.",
        "Eleven groups have changed their day because of the timetable.",
        "To take the timetable to the council with figures.",
        "Ask every club in the group on which day it would meet.",
    ),
}

DISTRICT = Subject(
    "The community area plan",
    "What the sector asks of the plan for the district.",
    "The plan speaks of volunteers on every page, and nobody asked one.",
    "We are afraid to lose our room if we say this in public.",
    "Members want to be asked before the plan is written.",
    "The forum read the draft plan. Members want a seat at the table where it is written.",
    "To ask for two places on the planning group.",
    "Send the forum's remarks on the plan.",
)
COUNTY = Subject(
    "One voice in the new council",
    "How the district forums work together once there is one council.",
    "Four forums will say four things unless we meet first.",
    "Some of us were told that the seats are promised already.",
    "The forums want to agree before they meet the council.",
    "The representatives compared what their forums want from the new council.",
    "To meet a week before each meeting with the council.",
    "Write down what the four forums agree on.",
)
BOARD = Subject(
    "Elections in the autumn",
    "Dates, returning officer, and what the notice says.",
    "Last time the notice came out in the school holidays.",
    "Two members said that they would not stand again after last year.",
    "The notice has to come out in term time.",
    "The Board looked at last year's turnout and at the timetable.",
    "To open nominations in September.",
    "Draft the notice of election.",
)
ADVISORY = Subject(
    "The remit of the advisory group",
    "From steering group to advisory group: what changes.",
    "We advise, and we want to hear what became of the advice.",
    "Commissioners speak more freely when no minutes name them.",
    "The group wants an answer to each piece of advice.",
    "The group read its new remit with commissioners and members present.",
    "To ask for a written answer to each piece of advice within six weeks.",
    "Send the remit to all members.",
)
