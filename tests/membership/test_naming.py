"""Names and domains made comparable."""

import pytest

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
    assert naming.tidy(typed) == tidy


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
