"""Which column of a list is which: by our own titles, by those of a program we know, else as a person says."""

import hashlib
import json
from collections.abc import Mapping, Sequence

NAME, NUMBER, FORM, ABOUT = "Name", "Official number", "Legal form", "What it does"
WEBSITE, POSTCODE, INCOME = "Website", "Postcode", "Yearly income"
DISTRICTS, THEMES, SINCE = "Districts", "Themes", "Member since"
COLUMNS = (NAME, NUMBER, FORM, ABOUT, WEBSITE, POSTCODE, INCOME, DISTRICTS, THEMES, SINCE)
# Our own file of the rows with problems: between these two stand the columns of the list.
ROW, PROBLEMS = "Row", "Problems"

# Titles that mean one of ours: a guess, which a person confirms.
OTHER_TITLES = {
    NAME: "organisation|organization|organisation name|organization name|name of organisation|group|group name|"
    "charity name|account name|member",
    NUMBER: "charity number|charity no|charity no.|registered charity number|charity registration number|"
    "registered number|charitynumber|company number",
    FORM: "legal status|legal structure",
    ABOUT: "description|activities|about|aims|what they do|purpose",
    WEBSITE: "web site|web address|web|url|www|homepage",
    POSTCODE: "post code|postal code|zip/postal code|billing zip/postal code|postalcode|billingpostalcode",
    INCOME: "income|annual income|latest income|turnover|latestincome",
    DISTRICTS: "district|area|areas",
    THEMES: "theme",
    SINCE: "joined|date joined|joined on|join date|member from",
}
MEANS = {
    **{title.casefold(): title for title in COLUMNS},
    **{other: title for title, others in OTHER_TITLES.items() for other in others.split("|")},
}

# Exports whose titles their makers publish: ours for theirs, and what else tells that a file is one.
# Salesforce: labels of the standard fields of an account. Find that Charity: its page “About this download”.
EXPORTS: Mapping[str, tuple[Mapping[str, str], frozenset[str]]] = {
    "Salesforce": (
        {"Account Name": NAME, "Billing Zip/Postal Code": POSTCODE},
        frozenset(),
    ),
    "Find that Charity": (
        {"name": NAME, "charityNumber": NUMBER, "postalCode": POSTCODE, "url": WEBSITE},
        frozenset(["companyNumber", "orgIDs"]),
    ),
}

Columns = dict[str, int]


def tidy(title: str) -> str:
    return " ".join(title.replace("\N{ZERO WIDTH NO-BREAK SPACE}", "").split())


def field_name(title: str) -> str:
    """Our title as a form names it: member_since."""
    return title.casefold().replace(" ", "_")


def fingerprint(titles: Sequence[str]) -> str:
    """What two files share that have the same titles in the same order."""
    folded = [tidy(title).casefold() for title in titles]
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()


def recognised(titles: Sequence[str]) -> Columns | None:
    """Our title -> its place, of our own titles and of exports we know; None where a person has to say."""
    if found := _own(titles):
        return found
    for wanted, marks in EXPORTS.values():
        every = {*wanted, *marks}
        if all(titles.count(title) == 1 for title in every):
            columns = {ours: titles.index(theirs) for theirs, ours in wanted.items()}
            if titles.count(WEBSITE) == 1:
                columns.setdefault(WEBSITE, titles.index(WEBSITE))
            return columns
    return None


def left_out(titles: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """The titles of columns that are not taken; what our own file adds is nothing to say."""
    places = set(columns.values())
    if is_own_problems(titles):
        places |= {0, len(titles) - 1}
    return [title for place, title in enumerate(titles) if place not in places]


def is_own_problems(titles: Sequence[str]) -> bool:
    return len(titles) > 2 and (titles[0], titles[-1]) == (ROW, PROBLEMS)


def guessed(titles: Sequence[str]) -> Columns:
    """Our title -> the place of the first column that seems to be it; our own title before any other."""
    found: Columns = {}
    for place, title in enumerate(titles):
        if ours := MEANS.get(title.casefold()):
            found.setdefault(ours, place)
    for place, title in enumerate(titles):
        if title.casefold() == MEANS.get(title.casefold(), "").casefold():
            found[MEANS[title.casefold()]] = place
    return found


def _own(titles: Sequence[str]) -> Columns | None:
    inner = range(1, len(titles) - 1) if is_own_problems(titles) else range(len(titles))
    ours = {title.casefold(): title for title in COLUMNS}
    found = {
        ours[titles[place].casefold()]: place for place in inner if titles[place].casefold() in ours
    }
    return found if len(found) == len(inner) and NAME in found else None
