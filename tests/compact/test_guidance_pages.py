"""The pages of guidance: for everybody, for officers, for the two offices, and on the scorecard."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
import time_machine

from assembly.compact.guidance import scorecard, services
from assembly.compact.guidance.views import CHANGED
from assembly.compact.models import Acknowledgement, Guidance, Undertaking
from assembly.partners.scorecard import behind, counting, selectors
from assembly.partners.scorecard.counting import EVER
from assembly.partners.scorecard.groups import Group
from assembly.partners.scorecard.lines import line_at
from tests.compact.guided import (
    council,
    edition,
    guide,
    hari,
    ines,
    lena,
    read,
    support,
    text_of,
    trust,
)
from tests.factories.compact import draft, published, write
from tests.factories.consultations import officer_of

__all__ = ["council", "edition", "hari", "ines", "lena", "support", "trust"]

pytestmark = pytest.mark.django_db
TODAY = dt.date(2009, 6, 1)
F1 = "/compact/funding/f1/"
MINE = "/my/guidance/funding/f1/"
SCRIPT = "<script>alert(1)</script> & early"


@pytest.fixture(autouse=True)
def _in_june_2009():
    with time_machine.travel("2009-06-01 12:00"):
        yield


def page(client, address, who=None):
    if who:
        client.force_login(who)
    return client.get(address).content.decode()


def written_at(number="F1"):
    return f"/cms/compact/guidance/{Undertaking.objects.get(number=number).pk}/"


# Everybody


def test_the_page_of_a_promise_has_its_guidance_escaped(edition, client):
    assert "Guidance for officers" not in page(client, F1)
    guide(words=SCRIPT)
    said = page(client, F1)
    assert "Guidance for officers" in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; early" in said
    assert "Written for" not in said


def test_guidance_of_an_earlier_text_says_so(edition, client):
    guide()
    published(F1="We pay within a week.", on=dt.date(2009, 1, 5))
    assert "Written for the text of September 2005." in page(client, F1)


def test_guidance_of_a_draft_or_of_what_was_dropped_is_on_no_page(edition, client):
    services.write(write(draft(), "F1", "We pay soon."), "Secret.", by=None)
    assert "Secret" not in page(client, F1)
    guide("F2", "Dropped soon.")
    dropping = draft_in_hand()
    text_of("F2").undertaking.texts.create(edition=dropping, party="both", is_dropped=True)
    published(dropping, on=TODAY)
    assert "Dropped soon." not in page(client, "/compact/funding/f2/")


def draft_in_hand():
    return text_of().edition


# Officers


def test_an_officer_reads_and_confirms(edition, client, hari):
    guidance = guide()
    guide("F2")
    said = page(client, "/my/guidance/", hari)
    assert "You still have to read 2 of 2." in said
    assert "I have read this" in page(client, MINE)
    answer = client.post(MINE, {"version": guidance.pk}, follow=True).content.decode()
    assert "You have confirmed that you read F1: Answer letters." in answer
    assert "You still have to read 1 of 2." in answer
    assert answer.index("F2: Answer letters") < answer.rindex("F1: Answer letters")
    assert "You read it on 1 June 2009." in answer
    assert "I have read this" not in page(client, MINE)


def test_what_changed_meanwhile_is_said_and_shown(edition, client, hari):
    first = guide(words="Pay early.")
    page(client, MINE, hari)
    guide(words="Pay very early.")
    said = client.post(MINE, {"version": first.pk}, follow=True).content.decode()
    assert CHANGED.format(first.version).split("“")[0] in said
    assert "<ins>" in said
    assert "I have read this" in said
    assert "Changed</strong>" in page(client, "/my/guidance/")


def test_nonsense_in_the_form_is_refused_in_a_sentence(edition, client, hari):
    guide()
    client.force_login(hari)
    for version in ("", "x", "99999", "9" * 30):
        said = client.post(MINE, {"version": version}, follow=True).content.decode()
        assert "This guidance is not in use" in said
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("who", ["dev", "lena", "asha", "carys"])
def test_to_others_it_does_not_exist(edition, client, who, request):
    guidance = guide()
    client.force_login(request.getfixturevalue(who))
    for address in ("/my/guidance/", MINE):
        assert client.get(address).status_code == 404
    assert client.post(MINE, {"version": guidance.pk}).status_code == 404


# The offices


@pytest.mark.parametrize("who", ["support", "lena"])
def test_both_offices_write_guidance_on_what_is_in_force(edition, client, who, request, hari):
    person = request.getfixturevalue(who)
    said = page(client, "/cms/compact/guidance/", person)
    assert "Without guidance: 2 of 2." in said
    answer = client.post(written_at(), {"words": "Pay early."}, follow=True)
    assert "Guidance saved: F1: Answer letters." in answer.content.decode()
    read(Guidance.objects.get(), hari)
    client.post(written_at(), {"words": "Pay very early."})
    assert list(Guidance.objects.values_list("number", "written_by")) == [
        (2, person.pk),
        (1, person.pk),
    ]
    history = page(client, written_at())
    assert "Version 2 for the text of September 2005" in history
    assert "<ins>" in history
    assert "0 of 1" in page(client, "/cms/compact/guidance/")


def test_empty_guidance_is_refused_with_an_example(edition, client, support):
    client.force_login(support)
    answer = client.post(written_at(), {"words": "  "})
    assert "Enter the guidance, such as" in answer.content.decode()


def test_two_people_who_write_at_once_do_not_overwrite_each_other(edition, client, support, lena):
    guide(words="Pay early.")
    client.force_login(support)
    form = client.get(written_at()).context["form"]
    stale = {"words": "Mine.", "text": form.initial["text"], "seen": form.fields["seen"].initial}
    guide(words="Theirs.", by=lena)
    answer = client.post(written_at(), stale).content.decode()
    assert "Somebody else has changed this since you opened the form. It now says: “Theirs.”" in (
        answer.replace("&#x27;", "'")
    )
    assert Guidance.objects.count() == 2


def test_guidance_on_what_is_not_in_force_cannot_be_written(edition, client, support):
    services_text = write(draft(), "F9", "Coming.")
    client.force_login(support)
    address = f"/cms/compact/guidance/{services_text.undertaking_id}/"
    assert client.get(address).status_code == 404


def test_the_log_is_narrowed_and_taken_away(edition, client, support, hari, ines, council):
    read(guide(), hari)
    read(guide("F2"), ines)
    said = page(client, "/cms/compact/guidance/log/", support)
    assert "Hari Hale" in said
    assert "Ines Innes" in said
    said = page(client, f"/cms/compact/guidance/log/?body={council.pk}")
    assert "Ines Innes" not in said
    undertaking = Undertaking.objects.get(number="F2").pk
    said = page(client, f"/cms/compact/guidance/log/?undertaking={undertaking}")
    assert "Hari Hale" not in said
    file = client.get(f"/cms/compact/guidance/log.csv?body={council.pk}").getvalue().decode()
    rows = list(csv.reader(StringIO(file.lstrip("\ufeff"))))
    assert rows[0] == ["Public body", "Officer", "Undertaking", "Version", "Read at"]
    assert [row[1] for row in rows[1:]] == ["Hari Hale"]


def test_an_officer_sees_the_log_of_their_own_body_alone(
    edition, client, hari, ines, council, trust
):
    read(guide(), hari)
    read(guide(), ines)
    for query in ("", f"?body={trust.pk}"):
        said = page(client, f"/cms/compact/guidance/log/{query}", hari)
        assert "Ines Innes" not in said
        file = client.get(f"/cms/compact/guidance/log.csv{query}").getvalue().decode()
        assert "Ines Innes" not in file
    assert "Hari Hale" in page(client, "/cms/compact/guidance/log/")
    assert client.get("/cms/compact/guidance/").status_code == 302


def test_the_log_takes_as_many_queries_for_more_rows(
    edition, client, support, hari, ines, django_assert_max_num_queries
):
    read(guide(), hari)
    page(client, "/cms/compact/guidance/log/", support)
    with django_assert_max_num_queries(40) as few:
        page(client, "/cms/compact/guidance/log/")
    read(guide(), ines)
    read(guide("F2"), ines)
    with django_assert_max_num_queries(len(few)):
        page(client, "/cms/compact/guidance/log/")


def test_the_board_sees_how_much_each_body_has_read(edition, client, lena, council, hari, ines):
    read(guide(), hari)
    guide("F2")
    officer_of(council, name="Col")
    said = page(client, "/my/compact-board/", lena)
    assert "25% read: 2 officers, guidance on 2 undertakings" in said
    assert "Hari Hale" not in said


# The scorecard


def facts(on=TODAY):
    return {(one.body, one.record): one for one in scorecard.facts(None, on)}


def test_a_promise_counts_once_every_officer_of_the_day_has_read_it(
    edition, council, trust, hari, ines
):
    guidance = guide()
    colleague = officer_of(council, name="Col")
    read(guidance, hari)
    promise = guidance.about.undertaking_id
    assert facts()[council.pk, promise][4:] == (False, 50, "", (2, 1))
    assert facts()[trust.pk, promise][4:] == (False, 0, "", (1, 0))
    read(guidance, colleague)
    assert facts()[council.pk, promise].met
    guide(words="Changed.")
    assert not facts()[council.pk, promise].met
    council.officers.update(ends_on=TODAY)
    assert {body for body, _ in facts()} == {trust.pk}


def test_what_the_sector_promises_is_not_in_the_base(db, hari):
    edition = draft()
    write(edition, "F1", "We tell you early.", party="sector")
    published(edition)
    guide()
    assert facts() == {}


def test_its_list_agrees_with_its_figure_for_one_body_and_for_all(
    edition, client, council, trust, hari, ines
):
    read(guide(), hari)
    guide("F2")
    counted, pair = counting.count(None, TODAY), line_at(scorecard.READ)
    for body in (None, council, trust):
        keys = counted.bodies if body is None else {body.pk}
        group = Group(body) if body else None
        for only, wanted in (("", "base"), ("yes", "met")):
            found = behind.listed(pair, group, behind.facts_of(pair, group, TODAY), EVER, only)
            tally = counted.tally(scorecard.READ, keys)
            assert len(found.shown) == len(found.page({})[1]) == getattr(tally, wanted)
            assert len(list(found.rows())) == getattr(tally, wanted)
    said = page(client, "/consultations/scorecard/all/guidance-read/")
    assert f"{council.name}. 1 of 1 officers have read the guidance." in said
    assert f"{trust.name}. 0 of 1 officers have read the guidance." in said
    assert "Hari" not in said
    assert "1 of 4" in said
    file = client.get(f"/consultations/scorecard/{council.slug}/guidance-read.csv")
    assert "Hari" not in file.getvalue().decode()


def test_bodies_that_never_consulted_are_compared_too(edition, client, council, hari):
    read(guide(), hari)
    said = page(client, "/consultations/scorecard/")
    assert "have consulted" not in said
    assert "Officers have read 100% of the guidance on the Compact." in said
    card = selectors.card_anew(council, TODAY).card
    assert [one.shown for one in card.figures if one.line.code == scorecard.READ] == ["1 of 1"]
    [note] = [one.note for one in card.figures if one.line.code == scorecard.READ]
    assert note == "100 per cent of officers on average"
    said = page(client, "/consultations/scorecard/?first=2009&last=2009")
    [only] = [line for line in said.split("<p>") if line.startswith("Only consultations")]
    assert "guidance that came into use" in only
    assert "in 2009 are counted." in only


def test_facts_take_as_many_queries_however_many_there_are(
    edition, hari, ines, django_assert_num_queries
):
    guide()
    with django_assert_num_queries(6):
        list(scorecard.facts(None, TODAY))
    guide("F2")
    with django_assert_num_queries(6):
        list(scorecard.facts(None, TODAY))


def test_the_documentation_has_the_definition_word_for_word():
    told = (Path(__file__).resolve().parents[2] / "docs" / "scorecard.md").read_text()
    assert [
        one.code for one in scorecard.LINES if f"- **{one.name}.** {one.definition}" not in told
    ] == []
