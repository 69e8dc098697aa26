"""Names and domains made comparable."""

import pytest

from assembly.core import names
from assembly.membership import domains, naming

SAME = [
    ("The Ashmere Carers' Circle Ltd", "ASHMERE CARERS CIRCLE"),
    ("Café-Ashmere", "ashmere CAFÉ"),
    ("Café", "Café".encode().decode()),
    ("Ελληνική Λέσχη", "ΛΈΣΧΗ ΕΛΛΗΝΙΚΉ"),
    ("কল্যাণ সমিতি", "সমিতি কল্যাণ"),
    ("جمعية الرحمة", "الرحمة جمعية"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_any_script_have_one_key(one, other):
    assert naming.key(one) == naming.key(other) != ""


def test_a_key_fits_its_column():
    assert len(naming.key("Wort " * 400)) == naming.LONGEST_KEY


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  Ashmere \n Carers ", "Ashmere Carers"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u202eCarers\u200b", "Carers"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\u200b", ""),
    ],
)
def test_a_name_is_written_one_way(typed, tidy):
    assert names.tidy(typed) == tidy


DOMAINS = [
    # website                          domain                 its own
    ("https://www.ashmere.org.uk/",    "ashmere.org.uk",      "ashmere.org.uk"),
    ("https://ashmere.org.uk/choir",   "ashmere.org.uk",      ""),
    ("https://facebook.com/",          "facebook.com",        ""),
    ("https://ashmere.wordpress.com",  "ashmere.wordpress.com", ""),
    ("https://cafÉ.example",           "xn--caf-dma.example", "xn--caf-dma.example"),
    ("https://localhost",              "",                    ""),
    ("https://10.0.0.1",               "",                    ""),
    ("https://-a.org",                 "",                    ""),
    ("https://[",                      "",                    ""),
    ("https://" + "é" * 80 + ".org",   "",                    ""),
    ("",                               "",                    ""),
]  # fmt: skip


@pytest.mark.parametrize(("address", "domain", "own"), DOMAINS)
def test_the_domain_of_a_website(address, domain, own):
    assert (domains.domain(address), domains.own_domain(address)) == (domain, own)


def test_a_website_too_long_is_none():
    assert domains.website("x" * 300 + ".org") == ""


def test_the_domain_of_an_address():
    assert domains.of_address("Asha@Example.ORG") == "example.org"


# The one comparison

NEAR = [
    # on the register            typed                     near
    ("Ashmere Carers' Circle",   "ashmere carers circle",   True),
    ("Ashmere Carers' Circle",   "Circle of Ashmere Carer", True),
    ("Ashmere Carers' Circle",   "Ashmeer Carers Circle",   True),
    ("Mencap",                   "Menccap",                 True),
    ("Ashmere Carers' Circle",   "Ashmere Bell Ringers",    False),
    ("The Charity",              "The Association",         False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "near"), NEAR)
def test_an_index_finds_what_is_alike_and_nothing_else(one, other, near):
    index = naming.Index()
    index.add(naming.key("Somebody Else Entirely"), 1)
    index.add(naming.key(one), 2)
    assert index.alike(naming.key(other)) == ([2] if near else [])


def test_an_index_finds_all_that_comparing_each_with_each_does():
    """A slip of one letter at every place of a name: nothing is lost by looking at a few only."""
    name = naming.key("Ashmere Community Carers")
    for place in range(len(name)):
        slipped = name[:place] + "q" + name[place + 1 :]
        index = naming.Index()
        index.add(name, 1)
        assert index.alike(slipped) == [1], slipped


# Words that many names share

GENERAL = [
    # one                         another                         near
    ("Box Village Hall",          "Ham Village Hall",             False),
    ("Box Village Hall",          "Bix Village Hall",             True),
    ("Village Hall",              "Village Hall",                 True),
    ("Village Hall",              "The Vilage Hall",              True),
    ("Village Hall",              "Ham Village Hall",             False),
    ("Mere Women's Institute",    "Zeals Women's Institute",      False),
    ("Ashmere Carers Support",    "Ashmere Carers Support Group", True),
    ("Ashmere Prebyterian Church", "Ashmere Presbyterian Church", True),
    ("The Charity",               "the charity",                  True),
    ("The Charity",               "The Association",              False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "near"), GENERAL)
def test_names_are_not_alike_because_they_share_general_words(one, other, near):
    index = naming.Index()
    index.add(naming.comparable(one), 1)
    assert index.alike(naming.comparable(other)) == ([1] if near else [])


PLACES = [
    "Box", "Ham", "Mere", "Wick", "Zeals", "Calne", "Pewsey", "Potterne", "Devizes", "Urchfont", "Bishopstone",
    "Corsham", "Melksham", "Malmesbury", "Tidworth", "Ludgershall", "Cricklade", "Wroughton", "Chiseldon", "Aldbourne",
    "Ramsbury", "Marlborough", "Bulford", "Durrington", "Netheravon", "Enford", "Upavon", "Westbury", "Warminster",
    "Codford", "Wylye", "Wilton", "Salisbury", "Downton", "Redlynch", "Whiteparish",
]  # fmt: skip
KINDS = (
    "Village Hall",
    "Women's Institute",
    "Neighbourhood Watch",
    "Youth Club",
    "Pre-School",
    "Parochial Church Council",
    "Congregation of Jehovah's Witnesses",
)


@pytest.mark.parametrize("kind", KINDS)
def test_of_one_kind_of_body_in_each_place_none_is_asked_about(kind):
    """By the letters alone nearly every one was like several others."""
    index = naming.Index()
    texts = [naming.comparable(f"{place} {kind}") for place in PLACES]
    for text in texts:
        index.add(text, text)
    assert [text for text in texts if index.alike(text) != [text]] == []
