"""Words that an Assembly's site uses, in plain English. Very common words are not explained on pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usual:
    term: str
    meaning: str
    also: tuple[str, ...] = ()
    on_pages: bool = True

    @property
    def each(self) -> tuple[str, ...]:
        return (self.term, *self.also)


def _common(term: str, meaning: str, *also: str) -> Usual:
    return Usual(term, meaning, also, on_pages=False)


USUAL = (
    Usual(
        "VCS",
        "The voluntary and community sector: charities, community groups, social enterprises and volunteers. They are "
        "independent of government and do not work for profit.",
        ("third sector", "voluntary sector", "voluntary and community sector", "charity sector"),
    ),
    Usual(
        "LSP",
        "A board on which public bodies, businesses and the voluntary sector of an area plan together.",
        ("local strategic partnership",),
    ),
    Usual(
        "LAA",
        "An agreement between a local strategic partnership and government on what to improve in the area, with "
        "targets.",
        ("local area agreement",),
    ),
    _common(
        "Compact",
        "The agreement between public bodies and the voluntary and community sector on how they treat each other. It "
        "is voluntary, and it is not law.",
    ),
    _common("undertaking", "One numbered promise of the Compact, such as F1."),
    _common(
        "edition",
        "The text of the Compact as adopted at one time, such as the edition of September 2005.",
    ),
    Usual(
        "code of practice",
        "One of the five parts of the Compact. Each is about one subject, such as funding or consultation.",
    ),
    Usual(
        "signatory",
        "A public body or an organisation that has signed the Compact and so says that it will keep it.",
    ),
    _common(
        "strategic group",
        "Member organisations that work on one subject, such as health, and meet to agree what to say together.",
        "thematic group",
    ),
    _common(
        "district forum",
        "Member organisations of one district that meet to agree what to say together.",
    ),
    _common(
        "consultation",
        "When a public body asks people what they think before it decides, and says afterwards what it did about it.",
    ),
    Usual(
        "commissioning",
        "How a public body finds out what people need, decides what to provide, and chooses and pays an organisation "
        "to provide it.",
    ),
    Usual(
        "procurement",
        "Buying goods or services, usually by comparing offers under fixed rules.",
        ("tendering",),
    ),
    Usual(
        "full cost recovery",
        "Being paid all that a service costs, including its fair share of rent, management and other running costs.",
    ),
    Usual(
        "PQASSO",
        "A quality standard for small and medium-sized voluntary organisations. They check themselves against it step "
        "by step.",
    ),
    Usual(
        "accreditation",
        "A check that an organisation is run well enough to be trusted with public money. Here the sector does it "
        "itself.",
    ),
    Usual(
        "small grant",
        "Money for a small organisation or project, with a short form and simple reports.",
    ),
    _common(
        "award",
        "Public money given or promised to an organisation: one line of the funding register.",
        "grant",
    ),
    _common(
        "returning officer",
        "The person who runs an election: sets its dates, rules on nominations and declares the result.",
    ),
    Usual(
        "scrutineer",
        "A person who watches an election, holds part of the key to the ballot box and checks the count.",
    ),
    Usual(
        "RON",
        "A choice on the ballot paper that means: none of these, ask for new nominations.",
        ("re-open nominations",),
    ),
    Usual(
        "STV",
        "A way of voting in which you number the candidates in your order. If your first choice does not need your "
        "vote, or cannot win, it moves to your next choice.",
        ("single transferable vote",),
    ),
    _common(
        "ballot",
        "The choices that one voter makes in an election.",
        "vote",
        "poll",
    ),
    Usual(
        "PCT",
        "A local body of the National Health Service that plans and pays for health care.",
        ("primary care trust",),
    ),
    _common(
        "public body",
        "A council, a health body or another organisation that spends public money by law.",
        "statutory body",
        "statutory partner",
    ),
    Usual(
        "CVS",
        "A charity that supports other voluntary organisations in its area, with advice, training and a common voice.",
        ("council for voluntary service",),
    ),
    Usual(
        "infrastructure organisation",
        "An organisation whose work is to support other voluntary organisations.",
        ("umbrella body", "support organisation"),
    ),
    _common(
        "representative",
        "A person who sits on a partnership board for the voluntary and community sector.",
    ),
    Usual(
        "quorum",
        "How many members must be at a meeting for its decisions to count.",
        ("quorate",),
    ),
    Usual(
        "convenor",
        "The person who runs a group: they call its meetings and make sure that its decisions are carried out.",
    ),
    _common("delegate", "A person who acts for a member organisation."),
    Usual(
        "co-opted",
        "Invited to join a board by its members instead of being elected.",
        ("co-option",),
    ),
    Usual(
        "BME",
        "Black and minority ethnic people, or the organisations they run.",
        ("BAME", "black and minority ethnic"),
    ),
    Usual(
        "AGM",
        "The meeting of all members that an organisation holds once a year.",
        ("annual general meeting",),
    ),
    Usual(
        "social enterprise",
        "A business that trades for the good of people or the environment and uses its profit for that.",
    ),
    Usual(
        "in-kind support",
        "Help that is not money, such as a room, equipment or people's time.",
    ),
    Usual(
        "match funding",
        "Money from another source that a funder asks you to find alongside its own.",
        ("matched funding",),
    ),
    Usual(
        "outcome",
        "What changes for people because of a piece of work, such as: more people find a job.",
    ),
    Usual(
        "CAA",
        "A yearly check by inspectors of how well the public bodies of an area serve the people who live there.",
        ("comprehensive area assessment",),
    ),
)
