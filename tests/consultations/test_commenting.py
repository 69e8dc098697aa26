"""Comments on the draft text of a consultation: who makes them, who reads them when, what a new version does."""

import csv as csv_module
import datetime as dt
import io

from django.urls import reverse

import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.commenting import retention, services
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.services import withdraw_consultation
from assembly.consultations.responding.senders import of_organisation
from assembly.core.models import DraftText, Event, PassageComment
from assembly.core.passages.services import Said
from assembly.core.rules import RuleBroken
from assembly.membership.merging import lines as merge_lines
from tests.consultations.conftest import LONDON, PUBLISHED
from tests.factories.consultations import OfficerFactory, act_for
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
OPEN = dt.datetime(2008, 9, 10, 10, 0, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 10, 0, tzinfo=LONDON)
SOURCE = "# Aims\n\nThe bus stops at six in the evening.\n\nKeep the lunch club open."
CHANGED = "# Aims\n\nThe bus stops at eight in the evening.\n\nNothing about lunch."


@pytest.fixture(autouse=True)
def _while_it_is_open():
    with time_machine.travel(OPEN, tick=True):
        yield


@pytest.fixture
def dev(council):
    return UserFactory(name="Dev Dee", email="dev@example.org", office="Support Unit")


@pytest.fixture
def text(consultation, hari):
    return services.put_text(consultation, "Draft plan", SOURCE, by=hari, at=PUBLISHED).text


@pytest.fixture
def carers(db):
    return OrganisationFactory(name="Kennet Carers", member=True)


@pytest.fixture
def asha(carers):
    return delegate(carers, "Asha Amin")


def delegate(organisation, name):
    person = UserFactory(name=name)
    DelegateFactory(organisation=organisation, user=person, role="lead")
    return person


def say(
    consultation, organisation, by, words="Too early.", key=2, consent="named", at=OPEN, seen="1-1"
):
    said = Said(key, words, consent, seen)
    return services.comment(consultation, of_organisation(organisation), said, by=by, at=at)


def page(client, consultation, below=""):
    answered = client.get(f"{consultation.get_absolute_url()}text/{below}")
    assert answered.status_code == 200
    return answered.content.decode()


def screen(name, *args):
    return reverse(f"consultations_commenting:{name}", args=args)


def publish_responses(consultation):
    Consultation.objects.filter(pk=consultation.pk).update(responses_published_at=CLOSED)


# The text


def test_an_officer_puts_the_text_and_everybody_reads_it(client, consultation, hari):
    client.force_login(hari)
    client.post(screen("text_put", consultation.pk), {"title": "Draft plan", "source": SOURCE})
    client.logout()
    said = page(client, consultation)
    assert "The bus stops at six" in said
    assert 'id="passage-2"' in said
    assert "comment/2/" in said
    assert "comment on its passages" in client.get(consultation.get_absolute_url()).content.decode()
    assert Event.objects.filter(name="consultations.text_put").count() == 1


def test_without_a_text_there_is_no_page(client, consultation, hari):
    assert client.get(f"{consultation.get_absolute_url()}text/").status_code == 404
    assert "draft text" not in client.get(consultation.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("source", "words"), [("", "Enter the text."), ("One.\n\n" * 601, "600 are the most")]
)
def test_a_text_that_is_none_or_too_long_is_refused(client, consultation, hari, source, words):
    client.force_login(hari)
    sent = {"title": "Plan", "source": source}
    assert words in client.post(screen("text_put", consultation.pk), sent).content.decode()
    with pytest.raises(RuleBroken, match=words):
        services.put_text(consultation, "Plan", source, by=hari, at=OPEN)
    assert not DraftText.objects.exists()


def test_only_those_who_answer_for_it_put_it(client, consultation, ines, gwen):
    for stranger in (ines, gwen):
        client.force_login(stranger)
        assert client.get(screen("text_put", consultation.pk)).status_code == 404
        with pytest.raises(RuleBroken, match="Only officers"):
            services.put_text(consultation, "Plan", SOURCE, by=stranger, at=OPEN)


def test_nothing_is_put_after_the_close_or_the_withdrawal(consultation, text, hari, gwen):
    with pytest.raises(RuleBroken, match="has closed"):
        services.put_text(consultation, "Plan", CHANGED, by=hari, at=CLOSED)
    withdraw_consultation(consultation, reason="No money.", by=gwen)
    with pytest.raises(RuleBroken, match="withdrawn"):
        services.put_text(consultation, "Plan", CHANGED, by=hari, at=OPEN)


def test_the_pages_ask_for_comments_only_while_somebody_can_make_them(client, consultation, text):
    here = consultation.get_absolute_url()
    assert "and comment on its passages" in client.get(here).content.decode()
    with time_machine.travel(CLOSED):
        assert "and comment on its passages" not in client.get(here).content.decode()
        assert "This consultation has closed. Comments are published" in page(client, consultation)
    Consultation.objects.update(withdrawn_on=OPEN.date(), withdrawal_reason="No money.")
    assert "and comment on its passages" not in client.get(here).content.decode()
    assert "was withdrawn, so it takes no more comments" in page(client, consultation)


def test_a_draft_takes_its_text_along(draft, hari):
    services.put_text(draft, "Plan", SOURCE, by=hari, at=PUBLISHED)
    draft.page.delete()
    assert not DraftText.objects.exists()


def test_without_comments_the_version_is_changed(consultation, text, hari):
    services.put_text(consultation, "Draft plan", CHANGED, by=hari, at=OPEN)
    assert [one.source for one in text.versions.all()] == [CHANGED]


def test_the_same_text_again_is_no_change(consultation, text, hari):
    services.put_text(consultation, "Draft plan", SOURCE, by=hari, at=OPEN)
    assert Event.objects.filter(name="consultations.text_put").count() == 1


def test_a_version_with_comments_is_closed_and_the_next_carries_them(
    client, consultation, text, hari, carers, asha
):
    kept = say(consultation, carers, asha, "Later!", key=2)
    gone = say(consultation, carers, asha, "Yes, keep it.", key=3)
    before = list(PassageComment.objects.order_by("pk").values())
    with pytest.raises(RuleBroken, match="Say what you changed"):
        services.put_text(consultation, "Draft plan", CHANGED, by=hari, at=OPEN)
    services.put_text(consultation, "Draft plan", CHANGED, change_note="The bus.", by=hari, at=OPEN)
    assert text.versions.get(number=1).source == SOURCE
    assert list(PassageComment.objects.order_by("pk").values()) == before
    client.force_login(asha)
    said = page(client, consultation)
    assert said.count(f'id="comment-{kept.pk}"') == said.count(f'id="comment-{gone.pk}"') == 1
    assert "Made on version 1, which said: “The bus stops at six in the evening.”" in said
    assert said.index(f'id="comment-{gone.pk}"') > said.index("passages that were taken out")
    assert "Version 2" in said
    assert "The bus stops at six" in page(client, consultation, "version-1/")
    assert client.get(f"{consultation.get_absolute_url()}text/version-3/").status_code == 404


def test_a_comment_is_on_the_words_that_were_read(consultation, text, hari, carers, asha):
    services.put_text(consultation, "Draft plan", CHANGED, by=hari, at=OPEN)
    with pytest.raises(RuleBroken, match="The text changed while you were writing"):
        say(consultation, carers, asha)
    say(consultation, carers, asha, key=4, seen="1-2")


# Commenting


def test_a_delegate_comments_by_a_plain_form(client, consultation, text, carers, asha):
    client.force_login(asha)
    address = f"{consultation.get_absolute_url()}text/comment/2/"
    assert "You are commenting for <strong>Kennet Carers" in client.get(address).content.decode()
    sent = {"words": "Too early.", "version": "1-1"}
    assert "Say whether it may be published" in client.post(address, sent).content.decode()
    answered = client.post(address, sent | {"consent": "unnamed"})
    assert answered.url.endswith("/text/#passage-2")
    comment = PassageComment.objects.get()
    assert (comment.for_name, comment.author_name) == ("Kennet Carers", "Asha Amin")
    assert (comment.key, comment.consent, comment.author) == (2, "unnamed", asha)
    client.post(address, sent | {"consent": "unnamed"})
    assert PassageComment.objects.count() == 1


def test_signed_out_one_signs_in_and_without_an_organisation_one_is_told(
    client, consultation, text
):
    address = f"{consultation.get_absolute_url()}text/comment/2/"
    assert "login" in client.get(address).url
    client.force_login(UserFactory())
    answered = client.get(address, follow=True)
    assert "you speak for none now" in answered.content.decode()


def test_the_service_asks_who_speaks_and_when(consultation, text, carers, asha):
    with pytest.raises(RuleBroken, match="do not act for"):
        say(consultation, carers, UserFactory())
    with pytest.raises(RuleBroken, match="closed at"):
        say(consultation, carers, asha, at=CLOSED)
    with pytest.raises(RuleBroken, match="opens on"):
        say(consultation, carers, asha, at=PUBLISHED)
    with pytest.raises(RuleBroken, match="Write your comment"):
        say(consultation, carers, asha, words="  ")
    with pytest.raises(RuleBroken, match="not in the text"):
        say(consultation, carers, asha, key=9)
    with pytest.raises(RuleBroken, match="at most"):
        say(consultation, carers, asha, words="x" * 4_001)


def test_what_is_typed_on_an_old_version_is_kept(client, consultation, text, hari, carers, asha):
    say(consultation, carers, asha)
    services.put_text(consultation, "Draft plan", CHANGED, change_note="Bus.", by=hari, at=OPEN)
    client.force_login(asha)
    sent = {"words": "Saxifrage.", "consent": "no", "version": "1-1"}
    address = f"{consultation.get_absolute_url()}text/comment/2/"
    said = client.post(address, sent).content.decode()
    assert "The text changed while you were writing" in said
    assert "Saxifrage." in said
    assert 'name="version" value="2-1"' in said


def test_before_the_close_nobody_reads_what_others_said(
    client, consultation, text, carers, asha, hari, gwen, dev
):
    comment = say(consultation, carers, asha, "Quillwort.")
    ben = delegate(carers, "Ben Bell")
    stranger = delegate(OrganisationFactory(name="Others", member=True), "Sam Stone")
    for reader in (stranger, hari, gwen, dev):
        client.force_login(reader)
        said = page(client, consultation)
        assert "Quillwort" not in said
        assert "1 comment" in said
        for address in (
            screen("comment_list", consultation.pk),
            screen("comment_csv", consultation.pk),
        ):
            assert b"Quillwort" not in client.get(address, follow=True).getvalue()
        take_back = f"{consultation.get_absolute_url()}text/comments/{comment.pk}/take-back/"
        assert client.get(take_back).status_code == 404
    for reader in (asha, ben):
        client.force_login(reader)
        assert "Quillwort" in page(client, consultation)


def test_taken_back_while_open_it_is_deleted_and_later_not_shown(
    client, consultation, text, carers, asha
):
    first, second = (say(consultation, carers, asha, words) for words in ("One.", "Two."))
    client.force_login(asha)
    client.post(f"{consultation.get_absolute_url()}text/comments/{first.pk}/take-back/")
    assert [one.words for one in PassageComment.objects.all()] == ["Two."]
    publish_responses(consultation)
    with time_machine.travel(CLOSED):
        client.force_login(asha)
        assert "Two." in page(client, consultation)
        client.post(f"{consultation.get_absolute_url()}text/comments/{second.pk}/take-back/")
        assert "Two." not in page(client, consultation)
    assert PassageComment.objects.get().withdrawn_at


# After the close


def test_staff_read_all_after_the_close_and_it_is_noted(
    client, consultation, text, carers, asha, hari
):
    say(consultation, carers, asha, "Quillwort.", consent="no")
    with time_machine.travel(CLOSED):
        client.force_login(hari)
        said = client.get(screen("comment_list", consultation.pk)).content.decode()
        assert "Quillwort." in said
        assert "Asha Amin" in said
        assert b"Quillwort." in client.get(screen("comment_csv", consultation.pk)).getvalue()
    assert Look.objects.filter(people=asha, by=hari).count() == 2


def test_published_with_the_responses_as_agreed(client, consultation, text, carers, asha):
    for consent in ("named", "unnamed", "no"):
        say(consultation, carers, asha, f"Word {consent}.", consent=consent)
    with time_machine.travel(CLOSED):
        assert "Word" not in page(client, consultation)
        csv = f"{consultation.get_absolute_url()}text/comments.csv"
        assert client.get(csv).status_code == 404
        publish_responses(consultation)
        said, file = page(client, consultation), client.get(csv).getvalue().decode()
        for shown in (said, file):
            assert "Word named." in shown
            assert "Word unnamed." in shown
            assert "Word no." not in shown
            assert shown.count("Kennet Carers") == 1
            assert "Name not published" in shown
            assert "Asha" not in shown
        named, unnamed = list(csv_module.reader(io.StringIO(file.lstrip("\ufeff"))))[1:]
        assert (named[0], named[6]) == ("1", "2008-09-10")
        assert (unnamed[0], unnamed[6]) == ("2", "")  # neither its key nor its day


def test_one_person_hides_a_comment_at_once(
    client, consultation, text, carers, asha, gwen, ines, hari
):
    comment = say(consultation, carers, asha, "A libel.")
    with pytest.raises(RuleBroken, match="once the window has closed"):
        services.hide(consultation, comment, "A libel.", by=gwen, at=OPEN)
    for officer in (ines, hari):
        with pytest.raises(RuleBroken, match="Only the Support Unit"):
            services.hide(consultation, comment, "A libel.", by=officer, at=CLOSED)
    publish_responses(consultation)
    with time_machine.travel(CLOSED):
        client.force_login(gwen)
        address = screen("comment_hide", consultation.pk, comment.pk)
        assert "Say why you are hiding" in client.post(address).content.decode()
        client.post(address, {"because": "It libels somebody."})
        client.logout()
        assert "A libel." not in page(client, consultation)
        client.force_login(gwen)
        client.post(address, {"act": "show"})
        client.logout()
        assert "A libel." in page(client, consultation)


def test_a_member_of_the_board_who_is_an_officer_of_the_body_hides_no_comment(
    consultation, text, carers, asha, gwen
):
    comment = say(consultation, carers, asha, "The council does not listen.")
    OfficerFactory(body=consultation.body, user=gwen)
    act_for(consultation.body, gwen)
    with pytest.raises(RuleBroken, match="You are an officer of the public body that asked"):
        services.hide(consultation, comment, "It is rude.", by=gwen, at=CLOSED)


# What stays


def test_people_and_what_is_not_public_go_two_years_after_the_decision(
    consultation, text, carers, asha
):
    for consent in ("named", "unnamed", "no"):
        say(consultation, carers, asha, f"Word {consent}.", consent=consent)
    publish_responses(consultation)
    decided = dt.datetime(2009, 3, 2, 10, 0, tzinfo=LONDON)
    Consultation.objects.update(decision_published_at=decided)
    assert retention.forget_comments(dt.date(2011, 3, 2)) == 0
    assert retention.forget_comments(dt.date(2011, 3, 3)) == 3
    left = PassageComment.objects.order_by("pk")
    assert [(one.words, one.for_name, one.author_name) for one in left] == [
        ("Word named.", "Kennet Carers", ""),
        ("Word unnamed.", "", ""),
    ]
    assert not left.exclude(author=None).exists()
    assert retention.forget_comments(dt.date(2011, 3, 4)) == 0


@pytest.mark.parametrize(
    "end",
    [
        {"feedback_given_at": dt.datetime(2009, 3, 2, 10, 0, tzinfo=LONDON)},
        {"withdrawn_on": dt.date(2009, 3, 2), "withdrawal_reason": "No money."},
    ],
)
def test_without_a_decision_they_go_as_the_responses_do(consultation, text, carers, asha, end):
    say(consultation, carers, asha, consent="no")
    Consultation.objects.update(**end)
    assert retention.forget_comments(dt.date(2011, 3, 2)) == 0
    assert retention.forget_comments(dt.date(2011, 3, 3)) == 1


def test_comments_follow_a_merged_organisation(consultation, text, carers, asha):
    comment = say(consultation, carers, asha)
    kept = OrganisationFactory(name="Kennet Carers Trust", member=True)
    [line] = [one for one in merge_lines if one.model.__name__ == "Response"]
    line.move(kept, carers, asha)
    comment.refresh_from_db()
    assert (comment.for_id, comment.for_name) == (kept.pk, "Kennet Carers")
