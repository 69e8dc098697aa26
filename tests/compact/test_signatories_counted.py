"""Signatures on the scorecard and in the open data."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine

from assembly.compact.signatories import feed, services
from assembly.compact.signatories.scorecard import LINES, SIGNED, facts
from tests.compact.test_signatories import second_edition, sign
from tests.factories.compact import SEPTEMBER_2005, published
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
IN_2011 = dt.date(2011, 5, 2)


@pytest.fixture
def edition(db):
    return published(F1="We pay in advance.")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")


def counted(body, on=IN_2011):
    found = sorted(facts({body.pk}, on), key=lambda one: one.record)
    return [(one.met, one.kind) for one in found]


def test_each_edition_in_force_is_signed_or_not(edition, council):
    assert counted(council) == [(False, "")]
    sign(edition, council)
    second_edition()
    assert counted(council) == [(True, ""), (False, "")]
    assert counted(council, dt.date(2010, 2, 28)) == [(True, "")]
    assert counted(council, SEPTEMBER_2005 - DAY) == []


def test_one_that_ended_counts_as_not_signed_and_is_told_apart(edition, council):
    services.end(sign(edition, council), dt.date(2009, 4, 1), "Withdrew.", by=None)
    assert counted(council) == [(False, "ended")]
    assert counted(council, dt.date(2009, 3, 31)) == [(True, "")]


def test_an_inherited_one_counts_for_both_bodies(edition, council):
    kennet = PublicBodyFactory(name="Kennet District Council", slug="kennet")
    kennet.ended_on, kennet.successor = dt.date(2009, 4, 1), council
    kennet.save()
    sign(edition, kennet)
    second_edition()
    assert counted(kennet) == [(True, "")]
    assert counted(council) == [(True, ""), (False, "")]


def test_without_an_adopted_edition_nothing_is_counted(council):
    assert counted(council) == []


def test_the_facts_need_three_queries(edition, council, django_assert_num_queries):
    for _ in range(3):
        sign(edition, PublicBodyFactory())
    second_edition()
    with django_assert_num_queries(3):
        assert len(list(facts(None, IN_2011))) == 8


def test_the_figure_and_its_list_are_shown(edition, council, client):
    sign(edition, council)
    page = client.get("/consultations/scorecard/").content.decode()
    assert "Signed the Compact" in page
    page = client.get(f"/consultations/scorecard/wiltshire/{SIGNED}/").content.decode()
    assert "Signed or inherited" in page
    answer = client.get(f"/consultations/scorecard/wiltshire/{SIGNED}.csv")
    assert b"Wiltshire Council" in answer.getvalue()


def test_the_documentation_has_the_definition_word_for_word():
    told = (Path(__file__).resolve().parents[2] / "docs" / "scorecard.md").read_text()
    assert [one.code for one in LINES if f"- **{one.name}.** {one.definition}" not in told] == []


def test_the_feed_tells_of_signatures_and_ends_each_at_an_address_of_its_own(edition, council):
    made = sign(edition, council)
    services.end(made, dt.date(2009, 4, 1), "Withdrew.", by=None)
    [given], [over] = feed.signed(5), feed.ended(5)
    assert given.title == "Wiltshire Council signed the Compact"
    assert (given.at, over.at.date().isoformat()) == (made.entered_at, "2009-04-01")
    assert given.url.endswith(f"#signature-{made.pk}")
    assert over.url.endswith(f"#ended-{made.pk}")
    assert "Withdrew." in over.text


@time_machine.travel("2011-05-02 12:00")
def test_the_open_data_has_every_signature_and_names_no_champion(edition, council, client):
    organisation = OrganisationFactory(name="Kennet Carers")
    services.end(sign(edition, council), dt.date(2009, 4, 1), "Withdrew.", by=None)
    sign(edition, organisation, predecessors="its predecessor")
    answer = client.get("/api/v1/compact/signatories").json()
    first, second = answer["items"]
    assert (first["side"], first["ended_on"], first["ended_because"]) == (
        "public-body",
        "2009-04-01",
        "Withdrew.",
    )
    assert (second["way"], second["inherited_from"], second["ended_on"]) == (
        "inherited",
        ["its predecessor"],
        None,
    )
    assert not any("champion" in name for name in first)
    assert len(client.get("/api/v1/compact/signatories?limit=1").json()["items"]) == 1
