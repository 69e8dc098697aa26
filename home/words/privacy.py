"""What is kept about people: purpose by purpose, true of what the code does."""

from assembly.accounts.retention import MONTHS_OF_LOOKS
from assembly.compact.cases.retention import YEARS as CASES_KEPT
from assembly.consultations.answering.retention import KEPT as RESPONSES_KEPT
from assembly.core.figures import in_words
from assembly.core.mailed_codes.purposes import CODES_KEPT
from assembly.membership.retention import INVITATIONS_KEPT, MONTHS_AFTER_LEAVING
from assembly.notifications.retention import KEPT_FOR as MAILS_KEPT
from elections.retention import MONTHS_OF_MARKS
from forums.letters import rules as letters
from forums.registering.retention import MONTHS_OF_REGISTRATIONS
from home.contact import rules as contact
from home.gateway import rules as gateway

from .blocks import Words, bullets, heading, link, table, text

UK = "UK GDPR, Article 6(1)"
AFTER_THE_DECISION = (
    f"{in_words(RESPONSES_KEPT, 'years')} after the decision, or after feedback if there is none"
)
LEFT = in_words(MONTHS_AFTER_LEAVING, "months")

PRIVACY: Words = (
    text(
        "Organisations are public; people are not. Your name is shown only where you hold or seek a public part: as a "
        "candidate, a representative, an office holder or the named officer of a public body.",
        "The Assembly is the controller of the data. Write to it on the "
        + link("contact page", "/contact/")
        + " and choose “My personal data”.",
    ),
    heading("Why we keep what, and for how long"),
    table(
        "What is kept, purpose by purpose",
        ("Purpose", "What", "Legal basis", "How long"),
        (
            (
                "Your account",
                "Name, e-mail address, password as a one-way hash, second factors, when you last signed in",
                f"{UK}(b): so that you can use the service you asked for",
                f"Until the account is closed; and if you acted for an organisation, act for none for {LEFT} and "
                "have not signed in for as long, we close it",
            ),
            (
                "Acting for an organisation",
                "That you are its lead, delegate, voter or deputy, and from when to when",
                f"{UK}(f): the members' interest in knowing who acts for them",
                f"While you act for it; then {LEFT}",
            ),
            (
                "Invitations to act for an organisation",
                "The e-mail address to which a lead sent the invitation",
                f"{UK}(f): so that organisations can choose who acts for them",
                f"{in_words(INVITATIONS_KEPT, 'days')} after it is answered or has run out",
            ),
            (
                "Appeals",
                "The organisation's own words, who wrote them, and who of the Board sat",
                f"{UK}(f): a fair hearing",
                "As long as the organisation is on the register",
            ),
            (
                "Who looked at your data",
                "Which office looked at your data on which screen, and when",
                f"{UK}(f): keeping the offices to what they need",
                in_words(MONTHS_OF_LOOKS, "months"),
            ),
            (
                "What you were told",
                "Which text on the use of your data you went on under, in which version",
                f"{UK}(f): being able to show it",
                "Until the account is closed",
            ),
            (
                "Checking an application",
                "What was declared, what was found, and who checked it",
                f"{UK}(f): fair admission",
                "As long as the organisation is on the register",
            ),
            (
                "Elections: who may vote",
                "The roll of organisations, and the day on which each voted. Never how, never by whom",
                f"{UK}(f): a vote that can be checked",
                f"The marks: {in_words(MONTHS_OF_MARKS, 'months')} after the declaration; then turnout only",
            ),
            (
                "Elections: the ballots",
                "Sealed ballots without name, address, time or order; after the opening, anonymous rankings",
                "Not personal data once opened; sealed until then",
                "Sealed: until the result is declared after the challenge period; the certificate of destruction says "
                "when their traces in the database files were wiped. Rankings: to the end of the term",
            ),
            (
                "Enquiries for help",
                "Name, e-mail address, question and answer; read by the leads of the organisation that was asked",
                f"{UK}(b): so that you get the answer you asked for",
                f"{in_words(gateway.KEPT, 'years')} after it was answered; "
                f"{in_words(gateway.CODE_LASTS, 'days')} if you do not confirm it",
            ),
            (
                "A code by e-mail: before you vote, to act for an organisation, before you first set up two-step "
                "sign-in or a passkey, with an enquiry for help, a message to a person or a response of your own",
                "The code as a keyed hash, and how many we mailed",
                f"{UK}(f): so that nobody votes, acts or writes in your place",
                f"Deleted in the night after {in_words(CODES_KEPT, 'days')} has passed",
            ),
            (
                "Candidates and representatives",
                "Name, organisation, statement, declared interests, seat and term",
                f"{UK}(f): members must know for whom they vote and who speaks for them",
                "Kept as part of the public history",
            ),
            (
                "Responses to consultations",
                "The organisation's answer, and who sent it",
                f"{UK}(f): a fair consultation",
                f"{AFTER_THE_DECISION}; the report and how many responded stay",
            ),
            (
                "Responses of individuals, and of organisations that are not members",
                "Your e-mail address, confirmed by a code; your name, if you give it; your answers; a keyed hash of "
                "the address, so that each address responds once",
                f"{UK}(f): a fair consultation",
                "The address: until the consultation has closed, or until we have told you of the decision, if you "
                f"ask for that. The answers: {AFTER_THE_DECISION}. With the link in your copy you can take "
                "your response back until the consultation closes. After that you can withdraw your consent to "
                "publish it, and have it erased",
            ),
            (
                "Meetings of groups",
                "The name of each person registered, for which organisation, and who registered them; read by them, "
                "their organisation and the convenor",
                f"{UK}(f): so that there is room for those who come, and they hear of changes",
                f"{in_words(MONTHS_OF_REGISTRATIONS, 'months')} after the meeting",
            ),
            (
                "Telling you things",
                "Your notifications, and the mails we sent you",
                f"{UK}(f), and {UK}(b) for what the rules oblige us to tell",
                f"Mails: {in_words(MAILS_KEPT, 'days')}",
            ),
            (
                "Messages to us",
                "Your name, address and message, the page it is about, and our answer",
                f"{UK}(f): answering you",
                f"{in_words(contact.KEPT, 'months')} after we answered",
            ),
            (
                "Messages to representatives and convenors",
                "Your name, address and message; read by the person you wrote to, and by the Support Unit if that "
                "person cannot be reached or reports it",
                f"{UK}(f): so that you can reach those who speak for you, without their address being public",
                f"{in_words(contact.KEPT, 'months')} after it was passed on; "
                f"{in_words(contact.CODE_LASTS, 'days')} if you do not confirm it",
            ),
            (
                "Groups",
                "That you take part for an organisation and what you want to hear, that you convene a group, what you "
                "wrote to its people, and what you said of a removal",
                f"{UK}(f): so that the people of a group are told of it, and know who runs it",
                f"Taking part: as long as that you act for the organisation; messages to a group: "
                f"{in_words(letters.KEPT, 'months')}; terms and removals stay with the group",
            ),
            (
                "Cases under the Compact",
                "What you raised, wrote and handed in in a case, or what others wrote about you there; that you heard "
                "it or kept out of it, and why",
                f"{UK}(f): a fair hearing of whether an undertaking was kept",
                f"{in_words(CASES_KEPT, 'years')} after the case is closed; what was found stays public, and never "
                "names a person as the one who raised it",
            ),
            (
                "The record",
                "Who did what and when, by number only: no names, addresses or free text. We publish line by line "
                "only what the returning officer and the scrutineers of an election did",
                f"{UK}(f): the truth of the record",
                "Kept; after an account is erased the number reads “a former user”",
            ),
            (
                "Keeping the site safe",
                "Network addresses in counters that limit attempts to sign in; browser and network address of each "
                "place where you are signed in, which you see on your account page",
                f"{UK}(f): defence against attack",
                "The counters at most a day; the places until you sign out there",
            ),
        ),
    ),
    heading("Who else sees it"),
    text(
        "Nobody buys it, and no advertiser or statistics service is told about your visit. Whoever runs the server for "
        "the Assembly can reach the database, and is bound by contract."
    ),
    heading("Your rights"),
    text(
        bullets(
            "to see what we hold about you, and to have a copy: "
            + link("on your account page", "/accounts/my-data/"),
            "to have mistakes corrected",
            "to have your account erased, where nothing that others rely on would be lost with it: "
            + link("on your account page", "/accounts/close/"),
            "to object to a use that rests on our interest",
            "to complain to the Information Commissioner, at "
            + link("ico.org.uk", "https://ico.org.uk/make-a-complaint/"),
        )
    ),
)
