"""What is said in the elections of the demo: by candidates, by those who object, by those who lost a share."""

LOTTERY = (
    "The six main numbers of the first National Lottery draw after voting has closed, as published"
)
DRAWN = "4 11 19 23 38 47"

# What candidates say of themselves; {what} names their organisation.
STATEMENTS = [
    "I have sat on committees for twenty years and still read the papers before the meeting. {what} From that I know "
    "what a contract that runs for one year does to a service that people need for ten. On the board I would ask, of "
    "every plan, who was asked before it was written, and I would tell you what I was answered.",
    "{what} I came to it as somebody who needed help, and stayed to give some. The board hears much from those who run "
    "services and little from those who use them. I would bring both, and report back to every group that asks me.",
    "Small organisations do half the work and have no time for meetings. {what} I would speak for those who cannot be "
    "in the room: rural groups, groups without staff, groups that meet in somebody's kitchen.",
    "I worked for a council before I worked for a charity, and I know how a budget is made and when it can still be "
    "changed. {what} I would see to it that the sector is asked in the spring, not in the winter.",
]

NOT_VALID = (
    "The statement says of another candidate what that person has shown to be untrue. The nomination can be made "
    "anew, with other words, until nominations close."
)

REMARK = "Repeated on a computer of my own, with the same result. The receipts were published half a day late."
ILL = "Ama Boateng was in hospital while the count stood for signature."

DISPUTED = "Nobody of us voted, and still we were told the next day that our vote had been cast."
DISPUTE_ANSWERED = (
    "The deputy whom the organisation itself had named cast the vote, and has confirmed it in writing. The lead had "
    "not heard of it."
)
OBJECTION = (
    "On the ballot paper the statement of the third candidate broke off in the middle of a sentence. We could not "
    "read what she would do, and others cannot have read it either."
)

SHARES_LOST = (
    "Two of the three shares of the key are lost: one went with a stolen bag, the other with papers that were "
    "shredded. Nobody can open the box with the one that is left."
)
AGAIN = "The box of the first poll could not be opened, so nobody knows how the members voted."
