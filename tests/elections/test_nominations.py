"""A nomination from the draft to the ruling: who may do what, until when, and who is told."""

import datetime as dt
import io
import re

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

import pytest
from PIL import Image

from assembly.core import public_token
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.services.standing import lock
from assembly.notifications.models import Email, Notification
from elections import nominations, rules
from elections.models import Candidate, Nomination, Scrutineer
from elections.photos import MOST_BYTES, SIDE, read_photo
from elections.retention import forget_old_nominations
from elections.services import nominating
from elections.services.setup import add_candidate
from tests.factories.elections import (
    DAY,
    CandidateFactory,
    ContestFactory,
    NominationFactory,
    complete_nomination,
    organisation_with_voter,
)
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db
State = Nomination.State
WORDS = {
    "statement": "I would ask who was asked.",
    "employer": "Kennet Carers",
    "funding": "none",
    "other_seats": "none",
}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def contest(efua):
    return ContestFactory(election__returning_officer=efua)


@pytest.fixture
def now(contest):
    return contest.election.nominations_open_at + DAY


@pytest.fixture
def others():
    return organisation_with_voter("Aldbourne Arts"), organisation_with_voter("Bratton Befrienders")


def picture(size=(600, 900), kind="JPEG", **more):
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **more)
    return SimpleUploadedFile("me.jpg", written.getvalue(), content_type="image/jpeg")


def drafted(contest, member, asha, others, now, email="carys@example.org", **fields):
    draft = Nomination(
        contest=contest, organisation=member, name="Carys Cole", email=email, **fields
    )
    (proposer, _), (seconder, _) = others
    return nominating.save_nomination(draft, proposer, seconder, by=asha, at=now)


def kinds_told(person):
    return set(Notification.objects.filter(user=person).values_list("kind", flat=True))


def test_nomination_from_the_draft_to_the_candidate(
    contest, member, asha, carys, efua, others, now
):
    nomination = drafted(contest, member, asha, others, now)
    assert nomination.state == State.DRAFT
    assert not kinds_told(carys)

    nomination = nominating.send_nomination(nomination, by=asha, at=now)
    assert nomination.state == State.WAITING
    assert kinds_told(carys) == {"elections/nominated"}
    for support, (_, delegate) in zip(nomination.supports.all(), others, strict=True):
        assert kinds_told(delegate) == {"elections/support_asked"}
        nominating.confirm_support(support, by=delegate, at=now)

    for field, value in WORDS.items():
        setattr(nomination, field, value)
    nomination.photo_alt = "Carys by the canal"
    nominating.save_words(nomination, read_photo(picture()), by=carys, at=now)
    assert not kinds_told(efua)
    nomination = nominating.accept_nomination(nomination, by=carys, at=now)
    assert nomination.state == State.COMPLETE
    assert kinds_told(efua) == {"elections/nomination_complete"}

    candidate = nominating.find_valid(nomination, by=efua, at=now)
    nomination.refresh_from_db()
    assert nomination.state == State.VALID
    assert candidate.number == 1
    assert candidate.user == carys
    assert candidate.photo.name == nomination.photo.name
    assert (
        candidate.interests == "Employer: Kennet Carers. Funding received: none. Other seats: none."
    )
    assert "elections/nomination_ruled" in kinds_told(carys)
    for _, delegate in others:
        assert "elections/nomination_ruled" in kinds_told(delegate)
    assert [event.name for event in Event.objects.filter(subject_type="elections.nomination")] == [
        "elections.nomination_saved",
        "elections.nomination_sent",
        "elections.nomination_supported",
        "elections.nomination_supported",
        "elections.nomination_accepted",
        "elections.nomination_ruled",
    ]


def test_person_without_an_account_is_written_to_and_answers_with_that_address(
    contest, member, asha, carys, others, now
):
    nomination = drafted(contest, member, asha, others, now, email="New@example.org")
    nominating.send_nomination(nomination, by=asha, at=now)
    assert Email.objects.get(address="New@example.org").kind == "elections/nominated"
    nomination.refresh_from_db()
    assert not rules.nominating.is_the_candidate(carys, nomination, {"carys@example.org"})
    assert rules.nominating.is_the_candidate(carys, nomination, {"new@example.org"})


def test_nominations_are_taken_by_the_clock(contest):
    election = contest.election
    second = dt.timedelta(seconds=1)
    assert (
        "open at"
        in rules.nominating.nominations_are_open(
            election, election.nominations_open_at - second
        ).reason
    )
    assert rules.nominating.nominations_are_open(election, election.nominations_open_at)
    assert rules.nominating.nominations_are_open(election, election.nominations_close_at - second)
    assert (
        "closed at"
        in rules.nominating.nominations_are_open(election, election.nominations_close_at).reason
    )


def test_three_different_member_organisations(contest, member, asha, others, now):
    (proposer, _), (seconder, _) = others
    draft = Nomination(contest=contest, organisation=member, name="C", email="c@example.org")
    for pair in [(member, seconder), (proposer, member), (proposer, proposer)]:
        with pytest.raises(RuleBroken, match="two different other organisations"):
            nominating.save_nomination(draft, *pair, by=asha, at=now)
    with pytest.raises(RuleBroken, match="cannot propose or second"):
        nominating.save_nomination(
            draft, proposer, OrganisationFactory(lapsed=True), by=asha, at=now
        )
    with pytest.raises(RuleBroken, match="do not act for"):
        nominating.save_nomination(draft, proposer, seconder, by=others[0][1], at=now)
    assert not Nomination.objects.exists()


def test_organisation_that_is_no_member_cannot_nominate(contest, ben, others, now):
    (proposer, _), (seconder, _) = others
    draft = Nomination(
        contest=contest,
        organisation=ben.delegations.get().organisation,
        name="C",
        email="c@example.org",
    )
    with pytest.raises(RuleBroken, match="not a member of the Assembly today, so cannot nominate"):
        nominating.save_nomination(draft, proposer, seconder, by=ben, at=now)


@pytest.mark.parametrize(
    ("part", "is_hub", "sentence"),
    [
        ("only", False, "is not an infrastructure organisation. Only infrastructure"),
        ("left-out", True, "is an infrastructure organisation. These do not vote or stand in"),
    ],
)
def test_organisation_that_has_no_part_in_a_contest_puts_nobody_forward(
    contest, member, asha, efua, others, now, part, is_hub, sentence
):
    kept = drafted(contest, member, asha, others, now)
    contest.infrastructure, member.infrastructure = part, is_hub
    contest.save()
    member.save()
    kept.contest.refresh_from_db()
    with pytest.raises(RuleBroken, match=sentence):
        drafted(contest, member, asha, others, now, email="other@example.org")
    with pytest.raises(RuleBroken, match=sentence):
        nominating.send_nomination(kept, by=asha, at=now)
    with pytest.raises(RuleBroken, match=sentence):
        add_candidate(
            Candidate(contest=contest, number=1, name="Ann", organisation=member), by=efua, at=now
        )
    nomination = NominationFactory(contest=contest, organisation=member)
    assert sentence.split(".")[0] in rules.nominating.may_find_valid(nomination, [], member).reason
    member.infrastructure = not is_hub
    assert rules.nominating.may_take_part(member, contest)


def test_officer_and_scrutineer_cannot_stand(contest, member, asha, carys, efua, others, now):
    with pytest.raises(RuleBroken, match="returning officer of this election"):
        drafted(contest, member, asha, others, now, email=efua.email)
    Scrutineer.objects.create(election=contest.election, user=carys, name="Carys")
    with pytest.raises(RuleBroken, match="scrutineer of this election"):
        drafted(contest, member, asha, others, now)


def test_scrutineer_named_after_the_nomination_cannot_accept(contest, carys, now):
    nomination = NominationFactory(contest=contest, user=carys, **WORDS)
    Scrutineer.objects.create(election=contest.election, user=carys, name="Carys")
    with pytest.raises(RuleBroken, match="scrutineer of this election"):
        nominating.accept_nomination(nomination, by=carys, at=now)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_person_is_nominated_once_a_contest(contest, member, asha, others, now, withdrawn):
    NominationFactory(
        contest=contest, email="CARYS@example.org", withdrawn_at=now if withdrawn else None
    )
    if withdrawn:
        assert drafted(contest, member, asha, others, now).pk
    else:
        with pytest.raises(RuleBroken, match="nominated for this contest already"):
            drafted(contest, member, asha, others, now)


def test_what_was_sent_is_not_changed(contest, member, asha, others, now):
    nomination = drafted(contest, member, asha, others, now)
    nominating.send_nomination(nomination, by=asha, at=now)
    with pytest.raises(RuleBroken, match="has been sent"):
        nominating.send_nomination(nomination, by=asha, at=now)
    (proposer, _), (seconder, _) = others
    nomination.name = "Somebody Else"
    with pytest.raises(RuleBroken, match="has been sent"):
        nominating.save_nomination(nomination, proposer, seconder, by=asha, at=now)


def test_support_is_confirmed_by_a_delegate_of_that_organisation_once(contest, asha, others, now):
    nomination = NominationFactory(contest=contest)
    support = nomination.supports.first()
    support.organisation = others[0][0]
    support.save()
    with pytest.raises(RuleBroken, match="do not act for"):
        nominating.confirm_support(support, by=asha, at=now)
    nominating.confirm_support(support, by=others[0][1], at=now)
    with pytest.raises(RuleBroken, match="confirmed already"):
        nominating.confirm_support(support, by=others[0][1], at=now)
    other = nomination.supports.last()
    other.nomination.withdrawn_at = now
    assert (
        "is not open" in rules.nominating.may_confirm_support(other, contest.election, now).reason
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"statement": " "}, "Write your statement"),
        ({"funding": ""}, "Declare your interests"),
        ({"photo": "x.jpg"}, "Say what your photo shows"),
        ({"accepted_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC)}, "You have accepted"),
        ({"verdict": "valid"}, "is not open"),
        ({}, ""),
    ],
)
def test_when_a_candidate_may_accept(contest, carys, now, missing, sentence):
    nomination = NominationFactory.build(
        contest=contest, organisation=OrganisationFactory(), sent_at=now, **{**WORDS, **missing}
    )
    ruling = rules.nominating.may_accept(nomination, contest.election, now, awards_answered=True)
    assert bool(ruling) is not bool(sentence)
    assert sentence in ruling.reason


def test_only_the_candidate_writes_and_accepts(contest, asha, carys, now):
    nomination = NominationFactory(contest=contest, user=carys, **WORDS)
    for act in (
        lambda: nominating.accept_nomination(nomination, by=asha, at=now),
        lambda: nominating.save_words(nomination, None, by=asha, at=now),
    ):
        with pytest.raises(RuleBroken, match="Only the candidate"):
            act()


def test_candidate_withdraws_until_the_deadline_and_is_no_candidate_then(contest, efua, now):
    nomination = complete_nomination(contest=contest)
    candidate = nominating.find_valid(nomination, by=efua, at=now)
    deadline = contest.election.withdrawals_close_at
    with pytest.raises(RuleBroken, match="could withdraw until"):
        nominating.withdraw_nomination(nomination, by=nomination.user, at=deadline)
    nominating.withdraw_nomination(
        nomination, by=nomination.user, at=deadline - dt.timedelta(seconds=1)
    )
    candidate.refresh_from_db()
    assert candidate.status == Candidate.Status.WITHDRAWN
    assert "elections/nomination_withdrawn" in kinds_told(efua)
    with pytest.raises(RuleBroken, match="withdrawn already"):
        nominating.withdraw_nomination(nomination, by=nomination.user, at=now)


def test_organisation_withdraws_only_before_the_candidate_accepted(
    contest, member, asha, carys, others, now
):
    draft = drafted(contest, member, asha, others, now)
    nominating.withdraw_nomination(draft, by=asha, at=now)
    draft.refresh_from_db()
    assert draft.state == State.WITHDRAWN
    accepted = complete_nomination(contest=contest, organisation=member, user=carys)
    with pytest.raises(RuleBroken, match="Only the candidate"):
        nominating.withdraw_nomination(accepted, by=asha, at=now)


def test_ruling_not_valid_needs_a_reason_and_leaves_no_candidate(contest, efua, now):
    nomination = complete_nomination(contest=contest)
    with pytest.raises(RuleBroken, match="Say why"):
        nominating.find_not_valid(nomination, " ", by=efua, at=now)
    nominating.find_not_valid(nomination, "Its proposer is no charity.", by=efua, at=now)
    nomination.refresh_from_db()
    assert nomination.state == State.NOT_VALID
    assert not contest.candidates.exists()
    with pytest.raises(RuleBroken, match="does not wait for a ruling"):
        nominating.find_valid(nomination, by=efua, at=now)
    with pytest.raises(RuleBroken, match="does not wait for a ruling"):
        nominating.find_not_valid(nomination, "Again", by=efua, at=now)
    assert (
        "not valid"
        in rules.nominating.may_withdraw_nomination(nomination, contest.election, now).reason
    )


def test_only_the_elections_own_officer_rules(contest, asha, now):
    nomination = complete_nomination(contest=contest)
    with pytest.raises(RuleBroken):
        nominating.find_valid(nomination, by=asha, at=now)
    with pytest.raises(RuleBroken):
        nominating.find_not_valid(nomination, "No", by=asha, at=now)


def test_incomplete_nomination_or_one_by_a_former_member_is_not_valid(contest, efua, now):
    waiting = NominationFactory(contest=contest)
    with pytest.raises(RuleBroken, match="still waits for"):
        nominating.find_valid(waiting, by=efua, at=now)
    nomination = complete_nomination(contest=contest)
    organisation = lock(nomination.organisation)
    organisation.status = organisation.Status.SUSPENDED
    organisation.save()
    with pytest.raises(RuleBroken, match="not a member of the Assembly any more"):
        nominating.find_valid(nomination, by=efua, at=now)


def test_nothing_is_ruled_not_valid_after_the_freeze(contest, now):
    contest.election.roll_frozen_at = now
    nomination = NominationFactory(contest=contest)
    assert (
        "candidates are fixed"
        in rules.nominating.may_find_not_valid(nomination, contest.election, "any").reason
    )


def test_photo_is_written_anew_as_a_square_without_what_the_camera_noted():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Carys"
    photo = read_photo(picture(exif=exif, comment=b"at home"))
    written = Image.open(photo)
    assert written.size == (SIDE, SIDE)
    assert not written.getexif()
    assert "comment" not in written.info
    assert b"Camera of Carys" not in photo.open().read()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_photo_may_be_of_these_kinds(kind):
    assert Image.open(read_photo(picture(kind=kind))).format == "JPEG"


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("me.jpg", b"<svg onload=alert(1)>"), "not a photo"),
        (SimpleUploadedFile("me.jpg", b""), "not a photo"),
        (picture(kind="GIF"), "not a photo"),
        (SimpleUploadedFile("me.jpg", picture().read()[:200]), "not a photo"),
    ],
)
def test_what_is_no_photo_is_refused(upload, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_photo(upload)


def test_photo_too_large_is_refused(monkeypatch):
    upload = picture()
    upload.size = MOST_BYTES + 1
    with pytest.raises(ValidationError, match="8 megabytes"):
        read_photo(upload)
    monkeypatch.setattr("elections.photos.MOST_PIXELS", 10)
    with pytest.raises(ValidationError, match="pixels"):
        read_photo(picture())


def test_photo_replaced_or_dropped_leaves_no_file(
    contest, carys, now, django_capture_on_commit_callbacks
):
    nomination = NominationFactory(contest=contest, user=carys, **WORDS)
    nomination.photo_alt = "Carys"
    nomination = nominating.save_words(nomination, read_photo(picture()), by=carys, at=now)
    storage, first = nomination.photo.storage, nomination.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        nomination = nominating.save_words(nomination, read_photo(picture()), by=carys, at=now)
    second = nomination.photo.name
    assert not storage.exists(first)
    assert storage.exists(second)
    with django_capture_on_commit_callbacks(execute=True):
        nominating.save_words(nomination, None, drop_photo=True, by=carys, at=now)
    assert not storage.exists(second)


def test_nominations_are_forgotten_half_a_year_after_the_declaration(contest, efua, now):
    nomination = complete_nomination(contest=contest)
    nominating.find_valid(nomination, by=efua, at=now)
    contest.election.declared_at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    contest.election.save()
    assert forget_old_nominations(dt.date(2027, 5, 19)) == 0
    assert forget_old_nominations(dt.date(2027, 5, 20)) == 1
    assert contest.candidates.count() == 1


def test_tasks_ask_each_for_their_part(contest, member, asha, carys, others, now):
    nomination = drafted(contest, member, asha, others, now)
    assert [task.text for task in nominations.to_answer(asha, now)] == [
        "Send the nomination of Carys Cole"
    ]
    assert not list(nominations.to_answer(carys, now))
    nominating.send_nomination(nomination, by=asha, at=now)
    assert not list(nominations.to_answer(asha, now))
    assert len(list(nominations.to_answer(carys, now))) == 1
    assert [task.text for task in nominations.to_answer(others[0][1], now)] == [
        "Confirm as proposer: Carys Cole"
    ]
    assert not list(nominations.to_answer(carys, contest.election.nominations_close_at))


# Pages


def nominate(contest, member, **fields):
    return {
        "organisation": member.pk,
        "contest": contest.pk,
        "name": "Carys Cole",
        "email": "carys@example.org",
        "proposer": "aldbourne arts",
        "seconder": "Bratton Befrienders",
        **fields,
    }


def test_whole_way_through_the_pages(
    client, contest, member, asha, carys, efua, others, now, time_machine
):
    time_machine.move_to(now)
    client.force_login(asha)
    page = contest.election.get_absolute_url()
    assert "Put somebody forward" in client.get(page).content.decode()
    answer = client.post(page + "nominate/", nominate(contest, member), follow=True)
    assert "Nothing has been sent yet" in answer.content.decode()
    nomination = Nomination.objects.get()
    own = nomination.get_absolute_url()
    client.post(own + "send/")
    for support, (_, delegate) in zip(nomination.supports.all(), others, strict=True):
        client.force_login(delegate)
        assert f"Confirm for {support.organisation}" in client.get(own).content.decode()
        client.post(own + "confirm/", {"organisation": support.organisation.pk})
    client.force_login(carys)
    form = client.get(own + "words/").content.decode()
    assert form.count("(optional)") == 1  # the photo: nobody stands without the rest
    unsaid = client.post(own + "words/", {**WORDS, "new_photo": picture()}).content.decode()
    assert "Say what the photo shows" in unsaid
    assert "Choose the photo once more" in unsaid
    client.post(own + "words/", {**WORDS, "new_photo": picture(), "photo_alt": "Carys outdoors"})
    review = client.get(own).content.decode()
    assert WORDS["statement"] in review
    assert 'alt="Carys outdoors"' in review
    client.post(own + "accept/")
    nomination.refresh_from_db()
    assert nomination.state == State.COMPLETE
    nominating.find_valid(nomination, by=efua, at=now)
    CandidateFactory(contest=contest)
    public_token.change()  # as the commit of the ruling does
    public = client.get(page).content.decode()
    assert 'alt="Carys outdoors"' in public
    assert public.count(">No photo</div>") == 1


def act_box(page):
    """What stands between the heading and the rest, without marks; empty where there is no box."""
    html = page.content.decode()
    box = html.partition('class="asm-act"')[2].partition("</section>")[0]
    assert not box or html.index('class="asm-act"') < html.index("puts <strong>")
    return " ".join(re.sub(r"<[^>]+>", " ", box).split())


def test_what_waits_for_the_reader_stands_below_the_heading(
    client, contest, member, asha, carys, others, now, time_machine
):
    time_machine.move_to(now)
    nomination = drafted(contest, member, asha, others, now)
    own = nomination.get_absolute_url()
    client.force_login(asha)
    assert "Send it and ask these people" in act_box(client.get(own))
    nominating.send_nomination(nomination, by=asha, at=now)
    assert act_box(client.get(own)) == ""
    assert "Carys Cole to accept" in client.get(own).content.decode()
    (proposer, delegate), _ = others
    client.force_login(delegate)
    page = client.get(own)
    assert f"{proposer} as proposer" in act_box(page)
    assert f"Confirm for {proposer}" in act_box(page)
    assert f"{proposer} to confirm" not in page.content.decode()
    client.force_login(carys)
    page = client.get(own)
    assert "You have been put forward: write your statement, then accept" in act_box(page)
    assert "Write your statement first." not in act_box(page)
    assert "Accept, and send these words" not in act_box(page)
    assert "Carys Cole to accept" not in page.content.decode()
    assert f"It waits for {proposer} to confirm" in page.content.decode()
    Nomination.objects.update(statement=WORDS["statement"])
    assert "Declare your interests first" in act_box(client.get(own))
    client.post(own + "words/", WORDS)
    assert "Accept, and send these words" in act_box(client.get(own))


def opened(client, contest, asha, time_machine, now):
    """The address of the form, with Asha before it."""
    time_machine.move_to(now)
    client.force_login(asha)
    return contest.election.get_absolute_url() + "nominate/"


def test_look_up_shows_near_names_and_keeps_what_was_typed(
    client, contest, member, asha, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now)
    typed = nominate(contest, member, proposer="Aldborne Arts", seconder="befrienders", email="x")
    page = client.post(address, {**typed, "act": "look-up"})
    form = page.context["form"]
    arts, befrienders = (organisation for organisation, _ in others)
    assert form.fields["proposer_meant"].choices == [(str(arts.pk), "Aldbourne Arts")]
    assert form.fields["seconder_meant"].choices == [(str(befrienders.pk), "Bratton Befrienders")]
    assert form["email"].value() == "x"
    assert form["proposer"].value() == "Aldborne Arts"
    assert not form.errors
    assert not Nomination.objects.exists()


def test_what_was_left_empty_is_named(client, contest, asha, now, time_machine):
    address = opened(client, contest, asha, time_machine, now)
    page = client.post(address, {}).content.decode()
    assert "Enter the full name of the candidate." in page
    assert "This field is required" not in page


def test_look_up_says_what_it_found_and_what_it_did_not(
    client, contest, member, asha, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now)
    typed = nominate(contest, member, proposer="aldbourne arts", seconder="Xyzzy")
    page = client.post(address, {**typed, "act": "look-up"}).content.decode()
    assert "Aldbourne Arts is a member of the Assembly." in page
    assert "No member has a name like “Xyzzy”." in page


def test_a_near_name_has_to_be_chosen_and_then_supports(
    client, contest, member, asha, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now)
    typed = nominate(contest, member, seconder="befrienders")
    answer = client.post(address, typed)
    assert "No member organisation is called “befrienders”. Choose one" in answer.content.decode()
    assert not Nomination.objects.exists()
    (arts, _), (befrienders, _) = others
    # An answer that is not among the names shown counts for nothing.
    client.post(address, {**typed, "seconder_meant": arts.pk})
    assert not Nomination.objects.exists()
    client.post(address, {**typed, "seconder_meant": befrienders.pk})
    (nomination,) = Nomination.objects.all()
    assert {one.organisation for one in nomination.supports.all()} == {arts, befrienders}


def test_an_exact_name_wins_over_an_earlier_choice(
    client, contest, member, asha, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now)
    third = OrganisationFactory(name="Calne Cooks", member=True)
    typed = nominate(contest, member, seconder="Calne Cooks")
    client.post(address, {**typed, "seconder_meant": others[1][0].pk})
    (nomination,) = Nomination.objects.all()
    assert nomination.supports.get(part="seconder").organisation == third


def test_of_two_members_of_one_name_the_chosen_one_supports(
    client, contest, member, asha, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now)
    twins = [OrganisationFactory(name="Village Hall", slug=f"hall-{n}", member=True) for n in "ab"]
    typed = nominate(contest, member, seconder="Village Hall")
    answer = client.post(address, typed)
    assert "Several members are called “Village Hall”." in answer.content.decode()
    assert len({label for _, label in answer.context["form"].fields["seconder_meant"].choices}) == 2
    client.post(address, {**typed, "seconder_meant": twins[1].pk})
    (nomination,) = Nomination.objects.all()
    assert nomination.supports.get(part="seconder").organisation == twins[1]
    change = client.get(f"{nomination.get_absolute_url()}change/")
    assert change.context["form"]["seconder_meant"].value() == str(twins[1].pk)


def test_suggestions_are_members_only_and_for_those_who_act_for_one(
    client, contest, asha, carys, others, now, time_machine
):
    address = opened(client, contest, asha, time_machine, now) + "names/"
    OrganisationFactory(name="Aldbourne Applicants")
    assert client.get(address, {"q": "aldb"}).json() == {"names": ["Aldbourne Arts"]}
    assert client.get(address, {"q": " "}).json() == {"names": []}
    client.force_login(carys)
    assert client.get(address, {"q": "aldb"}).json() == {"names": []}


def test_what_was_typed_comes_back_when_it_is_wrong_or_too_late(
    client, contest, member, asha, others, now, time_machine
):
    time_machine.move_to(now)
    client.force_login(asha)
    address = contest.election.get_absolute_url() + "nominate/"
    answer = client.post(address, nominate(contest, member, seconder="No Such Club"))
    assert "No member organisation is called" in answer.content.decode()
    assert "carys@example.org" in answer.content.decode()
    time_machine.move_to(contest.election.nominations_close_at)
    client.force_login(asha)  # the session of three weeks ago is over
    answer = client.post(address, nominate(contest, member))
    assert "Nominations closed at" in answer.content.decode()
    assert "carys@example.org" in answer.content.decode()
    assert not Nomination.objects.exists()


def test_draft_is_seen_by_its_organisation_alone(
    client, contest, member, asha, carys, others, now, time_machine
):
    time_machine.move_to(now)
    own = drafted(contest, member, asha, others, now).get_absolute_url()
    for person, status in [(asha, 200), (carys, 404), (others[0][1], 404)]:
        client.force_login(person)
        assert client.get(own).status_code == status


def test_draft_saved_twice_is_one_line_of_the_record(contest, member, asha, others, now):
    nomination = drafted(contest, member, asha, others, now)
    (proposer, _), (seconder, _) = others
    nominating.save_nomination(nomination, proposer, seconder, by=asha, at=now)
    assert Event.objects.filter(name="elections.nomination_saved").count() == 1
    nominating.save_nomination(nomination, seconder, proposer, by=asha, at=now)
    assert Event.objects.filter(name="elections.nomination_saved").count() == 2
