"""An edition is drafted on screens: begun, written undertaking by undertaking, taken back, discarded."""

import pytest

from assembly.compact.models import Edition, Guidance, Undertaking, UndertakingText
from assembly.compact.services import load_example
from assembly.compact.text import drafting, drafts, rules
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.core.test_others_changes import read, sent
from tests.factories.compact import draft, published, write
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/compact/"


@pytest.fixture
def hari(client):
    """Hari of the Support Unit, signed in."""
    hari = UserFactory(name="Hari", office="Support Unit")
    client.force_login(hari)
    return hari


def undertaking(number="F1"):
    return Undertaking.objects.get(number=number)


def at(edition, rest=""):
    return f"/cms/compact/editions/{edition.number}/{rest}"


def of(edition, number="F1", rest=""):
    return at(edition, f"undertakings/{undertaking(number).pk}/{rest}")


def typed(**changes):
    return {
        "title": "Twelve weeks",
        "text": "We give twelve weeks.",
        "party": "public-body",
        "measured_by": "The window.",
        "guidance": "Begin early.",
        **changes,
    }


def added(client, edition, number="C1", **changes):
    address = at(edition, "add/consultation/")
    code = client.get(address).context["form"].initial["code"].pk
    return client.post(address, typed(code=code, number=number, **changes), follow=True)


def test_an_empty_site_offers_to_begin_the_first_edition_or_to_load_the_example(client, hari):
    page = read(client.get(LIST))
    assert "There is no edition of the Compact yet." in page
    assert "Begin the first edition" in page
    assert "Load the example text" in page
    refused = client.post("/cms/compact/begin/", {"title": ""})
    assert "Enter the title, such as Wiltshire Compact." in read(refused)
    begun = read(client.post("/cms/compact/begin/", {"title": "Wiltshire Compact"}, follow=True))
    assert "Draft begun." in begun
    assert begun.count("This code has no undertakings yet.") == 5
    assert ">Draft<" in read(client.get(LIST)).replace("<td>", ">").replace("</td>", "<")


def test_there_is_one_draft_at_a_time(client, hari):
    draft()
    page = read(client.get("/cms/compact/begin/", follow=True))
    assert "There is a draft already." in page
    client.post("/cms/compact/begin/", {"title": "Another"})
    assert Edition.objects.count() == 1


def test_the_state_of_each_edition_is_said_in_words(client, hari):
    load_example()
    published(F1="One.")
    published(F1="Two.", on=rules.dt.date(2006, 9, 1))
    draft(title="Third", F1="Three.")
    page = read(client.get(LIST))
    assert "Example text, replaced" in page
    assert "Superseded on 1 September 2006" in page
    assert "In force since 1 September 2006" in page
    assert "Third, draft" in page


def test_an_undertaking_is_added_with_its_guidance(client, hari):
    edition = draft()
    assert "C1 added." in read(added(client, edition))
    text = UndertakingText.objects.get()
    assert (str(text.undertaking), text.party) == ("Consultation, C1", "public-body")
    assert text.guidance.get().words == "Begin early."
    assert client.get("/compact/consultation/c1/").status_code == 404
    page = read(client.get(at(edition)))
    assert "We give twelve weeks." in page
    assert "New: 1. Changed: 0." in page


@pytest.mark.parametrize(
    "number", ["print", "history", "12", "F", "ABCD1", "F 1", "F/1", "İ1", "F01", "F0"]
)
def test_a_number_that_could_shadow_an_address_is_refused(client, hari, number):
    edition = draft()
    page = read(added(client, edition, number))
    assert "Enter one to three letters followed by a number, such as F1." in page or (
        "at most 6 characters" in page
    )
    assert "We give twelve weeks." in page
    assert not Undertaking.objects.exists()
    assert not rules.is_a_number(number.upper())


def test_a_number_is_never_given_twice_in_a_code(client, hari):
    published(F1="We answer.", F2="We pay.")
    second = draft()
    drafting.drop(second, undertaking("F2"), None, by=hari)
    address = at(second, "add/funding/")
    code = client.get(address).context["form"].initial["code"].pk
    page = read(client.post(address, typed(code=code, number="f1")))
    assert "F1 is already “Answer letters”." in page
    page = read(client.post(address, typed(code=code, number="F2")))
    assert "F2 was “Answer letters”, which was dropped." in page
    assert "Begin early." in page
    with pytest.raises(RuleBroken, match="already"):
        drafting.add(second, undertaking().code, "F1", _words(), "", by=hari)


def _words(**changes):
    return drafting.Words(**{"title": "A", "text": "B.", "party": "both", **changes})


def test_the_example_text_takes_no_number_away(client, hari):
    load_example()
    edition = draft()
    assert "C1 added." in read(added(client, edition))
    assert undertaking("C1").texts.count() == 2


def test_what_required_fields_are_is_said(client, hari):
    page = read(added(client, draft(), number="", title="", text="", party=""))
    for words in [
        "Enter the number, such as F1.",
        "Enter the title, such as Twelve weeks, or say why.",
        "Enter the text of the undertaking.",
        "Choose who promises.",
    ]:
        assert words in page


def test_changed_words_belong_to_the_draft_alone_and_the_old_ones_again_are_no_change(client, hari):
    published(F1="We answer letters.")
    second = draft()
    edit = second.edit
    address = of(second)
    shown = client.get(address)
    client.post(address, sent(shown, text="We answer soon."))
    assert "Changed: 1." in read(client.get(at(second)))
    assert "We answer letters." in read(client.get("/compact/funding/f1/"))
    assert Edition.objects.get(pk=second.pk).edit == edit + 1
    client.post(address, sent(client.get(address), text="We answer letters."))
    assert "Changed: 0." in read(client.get(at(second)))
    assert undertaking().texts.count() == 1


def test_saving_the_same_words_again_changes_nothing(client, hari):
    edition = draft(F1="We answer letters.")
    before = (Edition.objects.get().edit, Event.objects.count())
    client.post(of(edition), sent(client.get(of(edition))))
    assert (Edition.objects.get().edit, Event.objects.count()) == before


def test_guidance_is_carried_over_and_written_only_where_it_changes(client, hari):
    first = draft()
    added(client, first)
    published(Edition.objects.get())
    second = draft()
    address = of(second, "C1")
    assert client.get(address).context["form"].initial["guidance"] == "Begin early."
    client.post(address, sent(client.get(address), text="We give thirteen weeks."))
    assert Guidance.objects.count() == 1
    client.post(address, sent(client.get(address), guidance="Begin earlier."))
    assert sorted(Guidance.objects.values_list("words", flat=True), reverse=True) == [
        "Begin early.",
        "Begin earlier.",
    ]
    page = read(client.post(address, sent(client.get(address), guidance="")))
    assert "Officers rely on it" in page


def test_guidance_alone_would_apply_at_once_so_the_draft_refuses_it(client, hari):
    published(F1="We answer letters.")
    second = draft()
    page = read(client.post(of(second), sent(client.get(of(second)), guidance="Answer.")))
    assert "You changed only the guidance" in page
    assert not Guidance.objects.exists()


def test_guidance_of_a_new_undertaking_can_be_emptied_again(client, hari):
    edition = draft()
    added(client, edition)
    client.post(of(edition, "C1"), sent(client.get(of(edition, "C1")), guidance=""))
    assert not Guidance.objects.exists()


def test_an_undertaking_is_dropped_continued_as_another_and_that_is_taken_back(client, hari):
    published(F1="We answer letters.")
    second = draft(F7="We answer letters.")
    seven = undertaking("F7")
    client.post(of(second, "F1", "drop/"), {"continued_as": seven.pk})
    page = read(client.get(at(second)))
    assert "Continued as F7 in the code Funding." in page
    assert "Dropped: 1." in page
    client.get("/compact/funding/f1/")
    kept = read(client.post(of(second, "F7", "take-back/"), follow=True))
    assert "The draft continues F1 as this undertaking." in kept
    again = read(client.get(of(second), follow=True))
    assert "The draft drops this undertaking. Undo that first." in again
    client.post(of(second, "F1", "take-back/"))
    client.post(of(second, "F7", "take-back/"))
    assert "Dropped: 0." in read(client.get(at(second)))
    assert not Undertaking.objects.filter(number="F7").exists()
    assert undertaking().texts.count() == 1


def test_what_is_refused_when_an_undertaking_is_dropped(hari):
    published(F1="One.", F2="Two.")
    second = draft(F3="Three.")
    one, two, three = (undertaking(number) for number in ("F1", "F2", "F3"))
    with pytest.raises(RuleBroken, match="Remove it from the draft instead"):
        drafting.drop(second, three, None, by=hari)
    with pytest.raises(RuleBroken, match="continued as itself"):
        drafting.drop(second, one, one, by=hari)
    drafting.drop(second, one, two, by=hari)
    with pytest.raises(RuleBroken, match="The draft continues F1"):
        drafting.drop(second, two, None, by=hari)
    with pytest.raises(RuleBroken, match="drops this undertaking"):
        drafting.drop(second, one, None, by=hari)
    with pytest.raises(RuleBroken, match="has not changed"):
        drafting.restore(second, two, by=hari)


def test_introduction_and_principles_are_those_before_until_they_are_changed(client, hari):
    first = draft(F1="One.")
    frame = drafting.Frame("Compact", "We agree.", "- Respect", "")
    drafting.write_frame(first, frame, was=drafting.frame_of(first), by=hari)
    published(Edition.objects.get())
    second = draft()
    assert (second.introduction, second.principles) == ("We agree.", "- Respect")
    address = at(second, "frame/")
    client.post(address, sent(client.get(address), changes="More respect."))
    assert "More respect." in read(client.get(at(second)))


def test_script_in_words_is_shown_as_words(client, hari):
    edition = draft()
    script = "<script>alert(1)</script>"
    added(client, edition, title=script, text=script, measured_by=script)
    address = at(edition, "frame/")
    client.post(address, sent(client.get(address), introduction=script, principles=script))
    page = read(client.get(at(edition)))
    assert script not in page
    assert page.count("&lt;script&gt;alert(1)") == 5


def test_a_published_edition_is_read_and_not_edited(client, hari):
    edition = published(F1="We answer letters.")
    page = read(client.get(at(edition)))
    assert "We answer letters." in page
    assert "Add an undertaking" not in page
    for address in (at(edition, "frame/"), at(edition, "add/funding/"), of(edition)):
        assert "was published, so it stays as it is" in read(client.get(address, follow=True))
    client.post(at(edition, "discard/"))
    client.post(of(edition, "F1", "take-back/"))
    client.post(of(edition, "F1", "drop/"), {"continued_as": ""})
    client.post(at(edition, "copy-example/"))
    assert undertaking().texts.get().text == "We answer letters."


def test_a_draft_is_discarded_with_all_that_only_it_had(client, hari):
    published(F1="We answer letters.")
    second = draft(F1="We answer soon.")
    added(client, second)
    client.post(at(second, "discard/"))
    assert Edition.objects.count() == 1
    assert [str(one) for one in Undertaking.objects.all()] == ["Funding, F1"]
    assert not Guidance.objects.exists()
    assert Event.objects.filter(name="compact.draft_discarded").count() == 1


def test_a_draft_that_was_put_out_for_comment_is_not_discarded(client, hari):
    edition = draft(F1="We answer letters.")
    Edition.objects.update(comments_from=rules.dt.date(2008, 1, 1), comments_until="2008-02-01")
    page = read(client.get(at(edition, "discard/")))
    assert "was put out for comment, so it cannot be discarded" in page
    client.post(at(edition, "discard/"))
    assert Edition.objects.exists()


def test_what_is_sent_to_a_discarded_draft_is_refused_in_words(hari):
    edition = draft(F1="We answer letters.")
    drafted = drafts.drafted(edition, undertaking())
    drafting.discard(edition, by=hari)
    with pytest.raises(RuleBroken, match="The draft was discarded"):
        drafting.change(edition, Undertaking(pk=1), _words(), "", was=drafted, by=hari)


def test_the_first_draft_can_begin_with_the_example_text(client, hari):
    load_example()
    edition = draft(C1="Our own words.")
    page = read(client.post(at(edition, "copy-example/"), follow=True))
    assert "undertakings copied." in page
    assert edition.texts.count() == 33
    assert "Everything in the example text is already in the draft." in read(
        client.get(at(edition, "copy-example/"))
    )
    published(edition)
    with pytest.raises(RuleBroken, match="not with the example text"):
        drafting.copy_example(draft(), by=hari)


def test_two_who_edit_one_undertaking_lose_nothing(client, hari):
    edition = draft(F1="We answer letters.")
    mine = sent(client.get(of(edition)), text="We answer within a week.")
    client.post(of(edition), sent(client.get(of(edition)), text="We answer soon."))
    page = read(client.post(of(edition), mine))
    assert "We answer soon." in page
    assert "We answer within a week." in page
    assert undertaking().texts.get().text == "We answer soon."


def test_what_was_saved_between_the_check_and_the_lock_is_not_written_over(hari):
    edition = draft(F1="We answer letters.")
    was = drafts.drafted(edition, undertaking())
    write(edition, "F1", "We answer soon.")
    with pytest.raises(RuleBroken, match="at the same moment"):
        drafting.change(edition, undertaking(), _words(), "", was=was, by=hari)


@pytest.mark.parametrize("office", ["Assembly Board", "Returning officer", "Public body officer"])
def test_other_offices_do_not_draft(client, office):
    edition = draft(F1="We answer letters.")
    client.force_login(UserFactory(office=office))
    for address in (LIST, at(edition), of(edition), "/cms/compact/begin/"):
        assert client.get(address).status_code in (302, 403)


def test_the_compact_board_drafts_too(client):
    client.force_login(UserFactory(office="Compact Board"))
    client.post("/cms/compact/begin/", {"title": "Wiltshire Compact"})
    assert "C1 added." in read(added(client, Edition.objects.get()))
