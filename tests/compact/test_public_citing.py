"""What cites an undertaking: the same in its panel and in lists, through editions and signatures."""

import datetime as dt
import random

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
import time_machine

from assembly.compact import citing, services
from assembly.compact.models import Edition, Signature, Undertaking
from assembly.compact.signatories.selectors import edition_signed
from assembly.compact.text.lineage import lineage
from assembly.consultations import undertakings
from assembly.consultations.editions import held_to, with_edition
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import body_pages
from assembly.consultations.publishing import services as consultations
from assembly.consultations.undertakings import numbers, on_twelve_weeks, panel, promise
from assembly.core import parts
from tests.factories.compact import draft, published, write
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.membership import UserFactory

from .test_public_pages import APRIL_2010, drop, read, renumber

pytestmark = pytest.mark.django_db

FULL = 84


@pytest.fixture
def renumbered(db):
    """C2 of 2005 is C3 of 2010, and C5 of 2015."""
    first = draft()
    for number in ("C1", "C2", "C4"):
        write(first, number, f"Words of {number}.", code="consultation", title=f"Title {number}")
    published(first)
    second = draft()
    renumber(second, "C2", "C3", "Words of C3.", title="Title C3")
    drop(second, "C4")
    published(second, on=dt.date(2010, 3, 1), in_force_from=APRIL_2010)
    third = draft()
    renumber(third, "C3", "C5", "Words of C5.", title="Title C5")
    published(third, on=dt.date(2015, 1, 1))


def of(number):
    return Undertaking.objects.get(code__subject="consultation", number=number)


def sign(body, number, on, **facts):
    return Signature.objects.create(
        edition=Edition.objects.get(number=number),
        body=body,
        name=body.name,
        signed_on=on,
        entered_at=timezone.now(),
        **facts,
    )


@pytest.fixture
def council(db):
    body = PublicBodyFactory()
    site_with(body)
    return body


@pytest.fixture
def consult(council):
    """Publish a consultation that opens on a day and runs so many days."""
    board = UserFactory(office="Assembly Board")
    officers = {}

    def make(opens_on, days, *cited, body=council):
        if body.pk not in officers:
            officers[body.pk] = officer_of(body)
        slug = f"asks-{Consultation.objects.count()}"
        facts = {
            "opens_on": opens_on,
            "closes_on": opens_on + dt.timedelta(days=days),
            "title": slug,
            "slug": slug,
        }
        if days < FULL:
            facts |= {"reason_code": "budget", "reason_text": "Money."}
        with time_machine.travel(dt.datetime.combine(opens_on, dt.time(9, 0))):
            made = consultations.draft_consultation(body, proposal(**facts), by=officers[body.pk])
            revision = made.page.get_latest_revision()
            page = revision.as_object()
            page.undertakings = [of(number) for number in cited]
            consultations.publish_consultation(page.save_revision(), by=board)
        return Consultation.objects.get(pk=made.pk)

    return make


# Which edition


def test_the_edition_signed_is_the_newest_that_held_and_was_in_force(council, renumbered):
    sign(council, 1, dt.date(2005, 9, 1))
    sign(council, 2, dt.date(2010, 3, 20))  # before it came into force
    sign(council, 3, dt.date(2016, 1, 1), ended_on=dt.date(2017, 1, 1), ended_because="Left.")
    for day, number in (
        (dt.date(2005, 8, 31), None),
        (dt.date(2005, 9, 1), 1),
        (dt.date(2010, 3, 31), 1),
        (APRIL_2010, 2),
        (dt.date(2016, 1, 1), 3),
        (dt.date(2016, 12, 31), 3),
        (dt.date(2017, 1, 1), 2),
    ):
        found = edition_signed(council, day)
        assert (found.number if found else None) == number, day


def test_an_inherited_signature_counts(council, renumbered):
    sign(council, 1, dt.date(2009, 4, 1), way="inherited")
    assert edition_signed(council, APRIL_2010).number == 1


def test_a_consultation_shows_the_words_that_its_body_had_signed(
    client, consult, council, renumbered
):
    sign(council, 1, dt.date(2005, 9, 1))
    page = read(client, consult(dt.date(2011, 1, 10), FULL, "C1", "C4").get_absolute_url())
    assert (
        "Wiltshire County Council had signed the edition of 2005 when it opened, and not yet that of 2010. "
        "These are the words of the edition of 2005." in page
    )
    assert "C4: Title C4</a><br>Words of C4." in page


def test_without_a_signature_the_edition_then_in_force_is_shown(client, consult, renumbered):
    page = read(client, consult(dt.date(2011, 1, 10), FULL, "C3").get_absolute_url())
    assert "The edition of 2010 was in force when it opened." in page
    assert "C3: Title C3</a><br>Words of C3." in page


def test_what_the_edition_does_not_have_is_said(client, consult, council, renumbered):
    page = read(client, consult(dt.date(2011, 1, 10), FULL, "C4").get_absolute_url())
    assert "It is not in the edition of 2010 any more." in page
    assert "Words of C4." not in page
    sign(council, 1, dt.date(2005, 9, 1))
    page = read(client, consult(dt.date(2016, 1, 10), FULL, "C5").get_absolute_url())
    assert "It came with the edition of 2015." in page


def test_one_that_opened_before_the_first_edition_says_so(client, consult, renumbered):
    page = read(client, consult(dt.date(2004, 1, 10), FULL, "C1").get_absolute_url())
    assert "came into force after it opened." in page


def test_while_the_example_text_is_read_it_is_marked(client, consult):
    services.load_example()
    page = read(client, consult(dt.date(2008, 1, 10), 3).get_absolute_url())
    assert "C2: Twelve weeks, or say why" in page
    assert "This is example text of the Compact." in page


# The promise of twelve weeks under its numbers


@pytest.mark.parametrize(
    ("on", "number"), [("2010-03-31", "C2"), ("2010-04-01", "C3"), ("2015-01-01", "C5")]
)
def test_the_promise_of_twelve_weeks_is_followed_through_its_numbers(renumbered, on, number):
    assert on_twelve_weeks(dt.date.fromisoformat(on)) == of(number)


def test_a_promise_that_was_dropped_is_cited_by_nothing(renumbered, consult):
    fourth = draft()
    drop(fourth, "C5")
    published(fourth, on=dt.date(2020, 1, 1))
    assert on_twelve_weeks(dt.date(2020, 1, 1)) is None
    consult(dt.date(2020, 2, 1), 10)
    assert numbers([one.pk for one in Undertaking.objects.all()]) == dict.fromkeys(
        [of("C2").pk, of("C3").pk, of("C5").pk], 0
    )


def test_a_short_window_cites_the_number_of_its_edition(client, consult, council, renumbered):
    consult(dt.date(2008, 1, 10), 10)
    sign(council, 1, dt.date(2005, 9, 1))
    late = consult(dt.date(2011, 1, 10), 10)
    trust = PublicBodyFactory(name="Wiltshire Trust", short_name="the trust", slug="trust")
    body_pages.make_body_pages()
    consult(dt.date(2011, 1, 11), 10, body=trust)
    consult(dt.date(2011, 1, 12), FULL, body=trust)
    assert numbers([of("C2").pk, of("C3").pk, of("C5").pk]) == {
        of("C2").pk: 2,
        of("C3").pk: 1,
        of("C5").pk: 0,
    }
    page = read(client, late.get_absolute_url())
    assert "/compact/consultation/c2/" in page
    assert "/compact/consultation/c3/" not in page
    with time_machine.travel("2011-06-01 12:00"):
        new = read(client, "/compact/consultation/c3/")
        assert "1 consultation cites it</h2>" in new
        assert "2 consultations cite it as C2, its number before</h2>" in new
        code = read(client, "/compact/consultation/")
        assert "Cited by 1 consultation. As C2, cited by 2 consultations." in code
        assert "2 consultations cite it</h2>" in read(client, "/compact/consultation/c2/")


# Numbers and panels


def test_numbers_are_those_of_the_panels_on_random_data(consult, council, renumbered):
    """Also past the most that a panel lists, which says its number in its heading."""
    chance = random.Random(20)  # noqa: S311 - the same each time
    bodies = [council]
    for number in range(2):
        bodies.append(
            PublicBodyFactory(name=f"Body {number}", short_name=f"b{number}", slug=f"body-{number}")
        )
    body_pages.make_body_pages()
    for body in bodies:
        for number, year in ((1, 2006), (2, 2011), (3, 2016)):
            if chance.random() < 0.6:
                sign(body, number, dt.date(year, chance.randint(1, 12), 1))
    for _ in range(24):
        consult(
            dt.date(chance.randint(2004, 2018), chance.randint(1, 12), chance.randint(1, 28)),
            chance.choice([3, 60, 83, FULL, 100]),
            *chance.sample(["C1", "C2", "C3", "C4", "C5"], chance.randint(0, 3)),
            body=chance.choice(bodies),
        )
    for _ in range(undertakings.MOST):
        consult(dt.date(2008, 5, 1), 10)
    Consultation.objects.filter(pk__in=[3, 4]).update(published_at=None)
    every = list(Undertaking.objects.all())
    found = numbers([one.pk for one in every])
    assert sum(found.values()) > undertakings.MOST
    for one in every:
        shown = panel(one)
        said = int(shown.heading.split()[0]) if shown else 0
        assert found.get(one.pk, 0) == said == undertakings.citing(one).count(), one
    by_page = [
        one.pk
        for consultation in Consultation.objects.published()
        for one in cites_of(consultation)
    ]
    assert {one.pk: by_page.count(one.pk) for one in every} == {
        one.pk: found.get(one.pk, 0) for one in every
    }


def cites_of(consultation):
    """What the page of a consultation links to."""
    cited = undertakings.cited_on(
        consultation.page, is_short=consultation.shortfall > 0, on=timezone.localdate()
    )
    return [one.undertaking for one in cited.cites] if cited else []


def test_the_edition_of_one_is_that_of_the_query(consult, council, renumbered):
    sign(council, 1, dt.date(2006, 1, 1))
    for opens_on in (
        dt.date(2005, 1, 1),
        dt.date(2005, 12, 1),
        dt.date(2011, 1, 1),
        dt.date(2016, 1, 1),
    ):
        consult(opens_on, FULL)
    for one in with_edition(Consultation.objects.published()):
        assert one.held_to == held_to(one, timezone.localdate()).edition.number


def test_counts_cost_the_same_for_many_undertakings(consult, renumbered):
    consult(dt.date(2008, 1, 10), 10, "C1")
    some, every = [of("C1").pk], [one.pk for one in Undertaking.objects.all()]
    with CaptureQueriesContext(connection) as few:
        citing.counts(some)
    with CaptureQueriesContext(connection) as many:
        citing.counts(every)
    assert len(many) - len(few) == len(promise().undertakings())
    assert len(many) <= 6


def test_counts_in_words_leave_out_nothing():
    assert citing.in_words({"consultations": 2, "awards": 1}) == "2 consultations, 1 award"
    assert citing.in_words({}) == ""
    total = citing.together([{"consultations": 2}, {"consultations": 1, "awards": 1}])
    assert total == {"consultations": 3, "awards": 1}


def test_public_counts_are_made_once_until_the_next_act(consult, renumbered, settings):
    assert citing.public_counts() == {}
    consult(dt.date(2008, 1, 10), FULL, "C1")
    parts.caches["parts"].clear()
    assert citing.public_counts() == {of("C1").pk: {"consultations": 1}}


def test_a_lineage_that_leads_in_a_circle_ends(renumbered):
    fourth = draft()
    renumber(fourth, "C5", "C2", "Words again.", title="Title C2")
    found = lineage(published(fourth, on=dt.date(2020, 1, 1)))
    assert of("C2") not in [one.undertaking for one in found[of("C2").pk]]
    assert on_twelve_weeks(dt.date(2020, 1, 1)) == of("C2")


# What officers can choose


def test_an_officer_is_offered_promises_in_force_and_those_chosen_before(
    client, council, consult, renumbered
):
    second = draft()
    write(second, "C9", "Nobody knows it yet.", code="consultation", title="Still secret")
    with time_machine.travel("2016-05-01 12:00"):
        officer = officer_of(council)
        made = consultations.draft_consultation(
            council, proposal(slug="new", title="New"), by=officer
        )
        client.force_login(officer)
        page = client.get(f"/cms/pages/{made.page.pk}/edit/").content.decode()
    assert "Consultation, C5: Title C5" in page
    assert "Still secret" not in page
    assert "Consultation, C9" not in page
    assert "Consultation, C4" not in page
    assert "Consultation, C2" not in page
