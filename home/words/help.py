"""Help: what somebody new to the site asks first. One page for each act."""

from assembly.compact.cases.raising.wording import OMBUDSMAN
from assembly.compact.cases.steps import STEPS, About
from assembly.compact.models import VOLUNTARY, Step
from assembly.consultations.window import FULL_IN_WORDS
from assembly.core.figures import in_words
from assembly.membership.rules.appeals import APPEAL_WITHIN
from assembly.membership.rules.casting import CHANGED_HANDS_WAIT
from assembly.membership.rules.standing import REMINDERS, YEARS_TO_LAPSE
from assembly.membership.unsent_application import KEPT_FOR
from elections.rules.voting import NEW_FACTOR_WAIT
from home.gateway.rules import REMIND_AFTER, SUPPORT_UNIT_AFTER

from .blocks import Words, bullets, callout, heading, link, steps, text

YEARS = in_words(YEARS_TO_LAPSE, "years", spelt=True)
REMINDED = in_words(REMINDERS, "reminders", spelt=True)
CHANGED_HANDS = in_words(CHANGED_HANDS_WAIT, "hours")
REMINDED_AFTER = in_words(REMIND_AFTER, "weeks", spelt=True)
TAKEN_OVER_AFTER = in_words(SUPPORT_UNIT_AFTER, "weeks", spelt=True)
UNSENT_KEPT = in_words(KEPT_FOR, "hours", spelt=True)
NEW_FACTOR = in_words(NEW_FACTOR_WAIT, "hours")


def _step(step: Step, about: About) -> str:
    """How long a step takes, as `cases.steps` has it, so that this page and the clock cannot differ."""
    within = f", within {in_words(about.days, 'working days')}" if about.days else ""
    return f"<b>{step.label}</b>: {about.by_then[0].lower()}{about.by_then[1:]}{within}."


STEPS_IN_WORDS = [
    _step(step, about) for step, about in STEPS.items() if step not in {Step.DRAFT, Step.CLOSED}
]

HELP: Words = (
    text("Choose what you want to do. Each page takes about two minutes to read."),
    text(
        bullets(
            link("How to join", "/help/join/"),
            link("How to fill in a profile", "/help/profile/"),
            link("How to find help", "/help/find-help/"),
            link("How to vote", "/help/vote/"),
            link("How to respond to a consultation", "/help/respond/"),
            link("How to raise a breach of the Compact", "/help/breach/"),
        )
    ),
    heading("If you are stuck"),
    text(
        "Write to the Support Unit on the " + link("contact page", "/contact/") + ". "
        "You get a number, and somebody follows your message until it is answered."
    ),
    heading("Words you will meet"),
    text(
        bullets(
            "<b>Member</b>: an organisation. People act for it as its delegates.",
            "<b>Lead</b>: the delegate who looks after the organisation's entry.",
            "<b>Voter</b> and <b>deputy</b>: the two people who may cast the organisation's one vote.",
            "<b>Representative</b>: somebody who holds a seat for the sector on a partnership.",
            "<b>Strategic group</b>: members who work on one theme. <b>District forum</b>: members in one district.",
        )
    ),
)

JOIN: Words = (
    text(
        "Every voluntary and community organisation in the area belongs by right. Joining is free, and it is the "
        "organisation that joins, not a person."
    ),
    heading("Who can join"),
    text(
        "An organisation that",
        bullets(
            "is independent of government and chooses its own governing body",
            "does not share out profit among its owners or members",
            "works for the public good",
            "works in the area, wholly or in part",
        ),
        "It needs no charity number and no bank account. A residents' group with a committee is enough.",
    ),
    heading("What you do"),
    text(
        steps(
            link("Look whether your organisation is here already", "/members/join/")
            + ", by its name or its charity or company number.",
            "If it is here, say that you act for it. We mail a code to an address at the organisation's own "
            "domain, at most three times a day. Or you write what shows it, and the Support Unit checks that. "
            "Nobody decides on their own claim, whatever office they hold.",
            "If it is not here, register it: its name, what it does, where it works, and four declarations. "
            "If it is on the register of charities, we fill in the form from there.",
            "Create an account with your own e-mail address and confirm it, or sign in. Then check what you typed, and "
            f"send it. We keep what you typed without an account for {UNSENT_KEPT}; with one you can save it and come "
            "back.",
        )
    ),
    heading("If somebody acts for it already"),
    text(
        "They are asked whether they know you, and the Support Unit decides. It is quicker to ask them to add you."
    ),
    heading("What happens then"),
    text(
        "The Support Unit checks each declaration. If all are met the organisation is a member from that day, and you "
        "get an e-mail. If one is not met you are told which and why, and you may appeal to the Assembly Board within "
        f"{APPEAL_WITHIN.days} days, on the page of your organisation below My Assembly. "
        "Nobody who took part in the decision hears it."
    ),
    heading("Your people, and once a year"),
    text(
        "You become the organisation's lead. On its page below My Assembly you invite others by e-mail, name who casts "
        "its vote, and hand over when you stop. Once a year you are asked to confirm that its entry is right: what "
        f"nobody confirms for {YEARS} lapses, after {REMINDED}, and comes back by declaring afresh."
    ),
)

VOTE: Words = (
    text(
        "Each member organisation has one vote in an election. Its voter or its deputy casts it; if it has named "
        "neither, its lead does. Organisations under common control have one vote between them. Somebody who comes to "
        f"cast a vote while voting is open, or whose e-mail address changes then, can do so after {CHANGED_HANDS}, "
        "even if nobody acted for the organisation before."
    ),
    heading("Before you begin"),
    text(
        bullets(
            "Sign in, and check the name after “Acting for” at the top of the page.",
            "Have your e-mail, your authenticator app or your passkey at hand: before the ballot we ask you to prove "
            f"who you are. An app or a passkey that you set up while voting is open counts as proof after "
            f"{NEW_FACTOR}. A code by e-mail counts at once.",
            "Agree in your organisation how you will vote. It takes no more than five minutes to cast the vote.",
        )
    ),
    heading("The ballot"),
    text(
        steps(
            "Put 1 beside the candidate you want most, 2 beside the next, and so on, as far as you like.",
            "Check your ranking on the next page, and go back if it is not right.",
            "Cast it. You see a receipt, signed by this site, once: print it or save it as a file.",
        )
    ),
    callout(
        "A vote is final",
        "A cast ballot cannot be changed or taken back, because nobody can find out which one is yours.",
    ),
    heading("Afterwards"),
    text(
        "When voting has closed the receipts of all ballots are published. If yours is in the list, your sealed ballot "
        "was in the box. If it is missing, object to the poll on the page of the receipts before the challenge period "
        "ends, and give all of the text of your receipt."
    ),
    heading("If something goes wrong"),
    text(
        "Nothing is cast until you see the receipt. If the page failed before, sign in again and open the election: it "
        "says whether your organisation has voted. "
        + link("Contact us", "/contact/")
        + " before voting closes."
    ),
)

RESPOND: Words = (
    text(
        "Public bodies have promised in the "
        + link("Compact", "/compact/")
        + " to ask the sector early and to give "
        f"it {FULL_IN_WORDS} to answer. Every consultation on this site shows how long its window is."
    ),
    heading("What you do"),
    text(
        steps(
            "Open the "
            + link("list of consultations", "/consultations/")
            + " and choose one that is open.",
            "Read what is asked and what can still change.",
            "Choose “Respond”. You are responding for your organisation: check the name in the heading.",
            "Answer the questions, on one page or section by section. You can save and come back. "
            "Everybody who acts for the organisation sees the draft.",
            "Check your answers, and send them. You get a copy by e-mail.",
        )
    ),
    heading("Good to know"),
    text(
        bullets(
            "You can replace your answer until the window closes; the last one counts.",
            "You can also respond as yourself, without an account: we send a code to your e-mail address.",
            "Before the window closes, only the number of answers is shown.",
            "After it your organisation's page says that it answered; the public body, the Support Unit and the "
            "Assembly Board read what it wrote.",
            f"The body owes feedback on what it did with the answers, within {FULL_IN_WORDS} of closing.",
        )
    ),
)

BREACH: Words = (
    text(
        "A breach is a promise of the Compact that was not kept: a consultation that was too short, or money that came "
        "late. Public bodies and voluntary organisations have both made promises, so a case can be raised against "
        "either."
    ),
    heading("Before you raise a case"),
    text(
        "Have a word with the other side, if you can. It is often the quickest way, and you do not have to. "
        + OMBUDSMAN
    ),
    heading("How to raise a case"),
    text(
        steps(
            "Sign in, and "
            + link("raise a case under the Compact", "/my/cases/raise/")
            + " for your organisation or "
            "public body. From the page of a consultation or an award its facts are copied into the case.",
            "Say who the case is against, and when it happened. We show what the other side had promised by then.",
            "Choose those that were not kept, and say what happened and what would put it right.",
            "Check what you wrote, and send it. You get a number.",
        ),
        "If you do not act for an organisation, write to us on the "
        + link("contact page", "/contact/?topic=compact")
        + " and choose “The Compact”. We make a case of your message and mail you its number.",
    ),
    heading("What happens then"),
    text(bullets(*STEPS_IN_WORDS)),
    text(
        "Days are working days. A clock can be stopped for a reason, and everybody sees which step is overdue. "
        "You can settle the case with the other side until there is a finding, and you can withdraw it."
    ),
    heading("What is public"),
    text(
        bullets(
            "Once it is acknowledged: the number, the public body, the undertakings, the step and its last day.",
            "Of a case against a voluntary organisation: nothing before the finding.",
            "The finding, when neither side can appeal any more, with the other side's answer beside it.",
            "If you settle it: the words you both agreed to, or only that it was settled.",
            "Never: what you wrote, messages and evidence. You can stay unnamed in public.",
        )
    ),
    text(f"{VOLUNTARY} Nothing on this site is legal advice."),
)

PROFILE: Words = (
    text(
        "The profile says what your organisation is, where it works, on what, with how many people and on what money. "
        "Its leads fill it in, under " + link("My Assembly", "/my/") + ": “Change its profile”."
    ),
    heading("Good to know"),
    text(
        bullets(
            "Each part is a short form of its own. Save one, and come back for the others another day.",
            "Beside each field stands whether it is public. The postcode is the only thing that is not.",
            "If you do not know your income to the pound, choose the band. Please renew it once a year.",
            "Volunteers and their hours may be an estimate; say on which day it was so.",
            "Any quality mark counts, a local one too. One that has expired stays, and says so.",
        )
    ),
    heading("What it is good for"),
    text(
        "Others find you in the "
        + link("register", "/members/")
        + " by place, theme and role. All profiles together are the "
        + link("sector in figures", "/sector/")
        + ": how many organisations there are, what they live on and how many people work in them."
    ),
)

FIND_HELP: Words = (
    text(
        "Some organisations exist to support the others: with governance, money, volunteers, computers, training. "
        + link("Find help", "/find-help/")
        + " is one door to all of them. You need not be a member, and you need no account."
    ),
    heading("What you do"),
    text(
        steps(
            "Choose what you need, and a district if you like.",
            "Choose an organisation, and write your question.",
            "If you have not signed in, we mail you a code. Enter it, and the question is on its way.",
        )
    ),
    heading("What happens then"),
    text(
        bullets(
            f"The leads of that organisation are told at once, and reminded after {REMINDED_AFTER}.",
            "If it cannot help, it hands your question on.",
            f"After {TAKEN_OVER_AFTER} without an answer the Support Unit sees to it.",
            "The answer comes by e-mail. If you have signed in, it stands under My Assembly too.",
        )
    ),
)

# address below /help/, title, lead, words
HELP_PAGES: tuple[tuple[str, str, str, Words], ...] = (
    (
        "join",
        "How to join",
        "Your organisation belongs by right. This is how it becomes a member.",
        JOIN,
    ),
    (
        "profile",
        "How to fill in a profile",
        "What everybody may read of your organisation.",
        PROFILE,
    ),
    ("find-help", "How to find help", "One door to everybody who supports others.", FIND_HELP),
    ("vote", "How to vote", "One organisation, one vote, and the vote is secret.", VOTE),
    ("respond", "How to respond to a consultation", "Answer before the window closes.", RESPOND),
    (
        "breach",
        "How to raise a breach of the Compact",
        "What to do when a promise has not been kept.",
        BREACH,
    ),
)
