"""The Compact as everybody reads it: its front page, its codes, and one undertaking through the editions."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.compact import services
from assembly.compact.models import Adoption, Code, Edition, Present, Undertaking, UndertakingText
from assembly.compact.text.blocks import Block, blocks
from tests.factories.compact import SEPTEMBER_2005, draft, published, write
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

APRIL_2010 = dt.date(2010, 4, 1)
SCRIPT = "<script>alert(1)</script>"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def drop(edition, number, *, continued_as=None, code="consultation"):
    """Drop an undertaking in a draft."""
    undertaking = Undertaking.objects.get(code__subject=code, number=number)
    UndertakingText.objects.create(
        undertaking=undertaking,
        edition=edition,
        party="both",
        is_dropped=True,
        continued_as=continued_as,
    )


def renumber(edition, old, new, text, *, code="consultation", **more):
    """Continue an undertaking of a draft under another number."""
    made = write(edition, new, text, code=code, **more)
    drop(edition, old, continued_as=made.undertaking, code=code)
    return made.undertaking


@pytest.fixture
def renumbered(db):
    """C2 of 2005 is C3 of 2010; C7 was dropped; C1 has new words."""
    first = draft()
    write(first, "C1", "We consult early.", code="consultation", title="Consult early")
    write(first, "C2", "We give twelve weeks.", code="consultation", title="Twelve weeks")
    write(first, "C7", "We look back.", code="consultation", title="Look back")
    published(first)
    second = draft()
    write(second, "C1", "We consult early, and online.", code="consultation", title="Consult early")
    renumber(second, "C2", "C3", "We give at least twelve weeks.", title="Twelve weeks, or say why")
    drop(second, "C7")
    published(second, on=dt.date(2010, 3, 1), in_force_from=APRIL_2010)


# The front page


def test_the_front_page_says_which_edition_is_in_force_and_who_adopted_it_in_numbers(client):
    first = draft()
    write(first, "F1")
    Edition.objects.filter(pk=first.pk).update(
        introduction="We work together.\n\nFor the county.",
        principles="# Trust\n\n- Respect\n- Openness",
    )
    adopted = published(Edition.objects.get(pk=first.pk))
    people = [UserFactory(name=f"Person {number}") for number in range(4)]
    adoption = Adoption.objects.create(
        edition=adopted,
        of_edit=1,
        adopted_on=SEPTEMBER_2005,
        in_force_from=SEPTEMBER_2005,
        recorded_by=people[0],
        recorded_at=adopted.published_at,
        confirmed_by=people[1],
        confirmed_at=adopted.published_at,
    )
    sides = ("sector", "sector", "public-bodies", "neither")
    for user, side in zip(people, sides, strict=True):
        Present.objects.create(adoption=adoption, user=user, side=side)
    page = read(client, "/compact/")
    assert "Wiltshire Compact, edition of September 2005</a></strong> is in force." in page
    assert (
        "The Compact Board adopted it on 1 September 2005. 4 members were present: 2 for the voluntary and community "
        "sector, 1 for public bodies and 1 for neither side." in page
    )
    assert "Person 1" not in page
    assert "<p>We work together.</p>" in page
    assert '<h3 class="govuk-heading-m">Trust</h3>' in page
    assert "<li>Respect</li><li>Openness</li>" in page
    assert "1 undertaking" in page
    for name in ("edition_list", "edition"):
        assert f'href="{reverse(f"compact:{name}", args=[1] if name == "edition" else [])}"' in page


def test_what_only_a_draft_has_is_counted_and_listed_nowhere(client):
    published(F1="We pay in advance.")
    second = draft()
    write(second, "F2", "We are secretly generous.", title="Secretly generous")
    for address in ("/compact/", "/compact/funding/", "/compact/editions/", "/compact/editions/1/"):
        page = read(client, address)
        assert "ecretly generous" not in page
        assert "2 undertakings" not in page
    for address in ("/compact/funding/f2/", "/compact/editions/2/"):
        assert client.get(address).status_code == 404


def test_an_edition_to_come_is_announced(client):
    published(F1="Old words.")
    with time_machine.travel("2010-03-15 12:00"):
        published(F1="New words.", on=dt.date(2010, 3, 1), in_force_from=APRIL_2010)
        page = read(client, "/compact/")
        assert "edition of September 2005</a></strong> is in force." in page
        assert "edition of April 2010</a> has also been adopted. Comes into force on" in page


def test_words_of_an_edition_are_cut_into_headings_paragraphs_and_lists():
    assert blocks("# One\nWords\n\n- a\n- b\n\nMore") == [
        Block("One", is_heading=True),
        Block("Words"),
        Block(items=["a", "b"]),
        Block("More"),
    ]
    assert blocks("") == []


def test_script_in_the_words_is_shown_as_words(client):
    first = draft()
    write(first, "F1", SCRIPT, title=SCRIPT, measured_by=SCRIPT)
    Edition.objects.filter(pk=first.pk).update(
        title=SCRIPT, introduction=SCRIPT, principles=f"- {SCRIPT}", changes=SCRIPT
    )
    published(Edition.objects.get(pk=first.pk))
    for address in (
        "/compact/",
        "/compact/funding/",
        "/compact/funding/f1/",
        "/compact/funding/print/",
        "/compact/editions/",
        "/compact/editions/1/",
    ):
        page = read(client, address)
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


# A code


def test_a_code_groups_its_undertakings_by_who_promises(client):
    first = draft()
    for number, party, title in (
        ("F1", "both", "Talk"),
        ("F2", "sector", "Account"),
        ("F3", "public-body", "Pay"),
        ("F10", "public-body", "Tell"),
    ):
        write(first, number, f"We {title.lower()}.", party=party, title=title)
    published(first)
    for address in ("/compact/funding/", "/compact/funding/print/"):
        page = read(client, address)
        found = [
            page.index(words)
            for words in (
                "Public bodies promise",
                "F3: Pay",
                "F10: Tell",
                "The voluntary and community sector promises",
                "F2: Account",
                "Both sides promise",
                "F1: Talk",
            )
        ]
        assert found == sorted(found)
        assert "4 undertakings" in page


@time_machine.travel("2011-01-01 12:00")
def test_a_code_lists_apart_what_was_dropped(client, renumbered):
    page = read(client, "/compact/consultation/")
    listed, dropped = page.split("No longer in the Compact")
    assert "C3: Twelve weeks, or say why" in listed
    assert "C7: Look back" not in listed
    assert "C7: Look back</a>, dropped by the edition of 2010" in dropped
    assert "C2: Twelve weeks</a>: now C3" in dropped


def test_the_address_for_printing_is_no_undertakings(client):
    published(F1="We pay.")
    assert "data-print" in read(client, "/compact/funding/print/")
    for number in ("print", "editions"):
        first = draft()
        with pytest.raises(Exception, match="one to three letters"):
            write(first, number, "We pay.")
        first.delete()
    assert client.get("/compact/sport/print/").status_code == 404
    assert {"editions", "signatories"}.isdisjoint(Code.Subject.values)


# An undertaking


@time_machine.travel("2009-01-01 12:00")
def test_an_undertaking_is_headed_by_its_number_and_title(client):
    first = draft()
    write(first, "F2", "We pay.", title="Pay in advance", party="public-body", measured_by="Days")
    published(first)
    page = read(client, "/compact/funding/f2/")
    assert '<h1 class="asm-page-header__heading">F2: Pay in advance</h1>' in page
    assert "<title>F2: Pay in advance" in page
    for words in ("Public bodies", "Days", "Wiltshire Compact, edition of September 2005"):
        assert words in page
    assert "The words have not changed since" in page


@time_machine.travel("2011-01-01 12:00")
def test_history_says_word_by_word_what_an_edition_changed(client, renumbered):
    page = read(client, "/compact/consultation/c1/")
    history = page.split('id="history"')[1]
    assert "From 1 April 2010" in history
    assert "From 1 September 2005 to 31 March 2010" in history
    assert "[removed: </span> early.<" in history
    assert "[added: </span> early, and online.<" in history


def test_history_says_when_the_title_or_who_promises_changed(client):
    first = draft()
    write(first, "F1", "We pay.", title="Pay", party="public-body")
    published(first)
    second = draft()
    write(second, "F1", "We pay.", title="Pay in advance", party="both")
    published(second, on=APRIL_2010)
    page = read(client, "/compact/funding/f1/")
    assert "Its title was “Pay”. It is now “Pay in advance”." in page
    assert "Who promised it: Public bodies. Who promises it now: Both sides." in page


@time_machine.travel("2011-01-01 12:00")
def test_the_old_address_leads_to_the_new_number_and_back(client, renumbered):
    old = read(client, "/compact/consultation/c2/")
    assert '<h1 class="asm-page-header__heading">C2: Twelve weeks</h1>' in old
    assert "In the edition of 2010 this undertaking is" in old
    assert (
        '<a class="govuk-link" href="/compact/consultation/c3/">C3: Twelve weeks, or say why</a>'
        in old
    )
    assert "We give twelve weeks." in old.split('id="history"')[1]
    new = read(client, "/compact/consultation/c3/")
    assert (
        'In the edition of 2005 this was <a class="govuk-link" href="/compact/consultation/c2/">C2</a>.'
        in new
    )
    gone = read(client, "/compact/consultation/c7/")
    assert "This undertaking is no longer in the Compact" in gone
    assert 'rel="next"' not in gone


def test_a_number_that_changed_twice_is_followed_all_the_way_back(client, renumbered):
    third = draft()
    renumber(third, "C3", "C4", "We give thirteen weeks.", title="Thirteen weeks")
    published(third, on=dt.date(2012, 1, 1))
    page = read(client, "/compact/consultation/c4/")
    assert "In the edition of 2010 this was" in page
    assert "In the edition of 2005 this was" in page


@time_machine.travel("2010-03-15 12:00")
def test_what_comes_is_said_before_its_day(client, renumbered):
    c2 = read(client, "/compact/consultation/c2/")
    assert "From 1 April 2010" in c2
    assert "continues it as" in c2
    assert "We give twelve weeks." in c2
    c7 = read(client, "/compact/consultation/c7/")
    assert "drops this undertaking" in c7
    c3 = read(client, "/compact/consultation/c3/")
    assert "We give at least twelve weeks." in c3
    code = read(client, "/compact/consultation/")
    assert "New words from 1 April 2010." in code
    assert "Dropped from 1 April 2010." in code
    assert "C3: Twelve weeks, or say why</a>, from 1 April 2010" in code


def test_what_only_the_example_text_had_says_so_and_is_in_no_list(client):
    services.load_example()
    published(F1="We pay in advance.")
    page = read(client, "/compact/funding/f2/")
    assert "This undertaking was only in the example text" in page
    assert "three years" not in page
    for address in ("/compact/funding/", "/compact/funding/print/", "/compact/editions/1/"):
        assert "F2" not in read(client, address)


def test_addresses_of_the_first_edition_work_in_the_second(client, renumbered):
    with time_machine.travel("2006-01-01 12:00"):
        known = [f"/compact/consultation/{number}/" for number in ("c1", "c2", "c7")]
        assert [client.get(address).status_code for address in known] == [200] * 3
    with time_machine.travel("2011-01-01 12:00"):
        assert [client.get(address).status_code for address in known] == [200] * 3
        upper = client.get("/compact/consultation/C2/")
        assert (upper.status_code, upper["Location"]) == (301, "/compact/consultation/c2/")
