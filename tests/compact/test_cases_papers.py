"""What is written and handed in inside a case: who reads a piece, for whom it is not there, and hiding one."""

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest

from assembly.compact.cases.papers import selectors, services
from assembly.compact.cases.papers.services import Written
from assembly.compact.cases.settling import services as settling
from assembly.compact.cases.standing import standing
from assembly.compact.models import Author, Case, CasePiece, Side, Step
from assembly.core.documents import uploads
from assembly.core.models import Event
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
SECRET = "They told Jo Bloggs before us."
OURS_ONLY = frozenset[Side]()


class World:
    def __init__(self, **facts):
        self.ours, self.council = OrganisationFactory(name="Cam Carers"), PublicBodyFactory()
        self.asha = DelegateFactory(organisation=self.ours).user
        self.officer = cases.officer_of(self.council)
        self.board, self.support = (
            UserFactory(office=COMPACT_BOARD),
            UserFactory(office=SUPPORT_UNIT),
        )
        facts.setdefault("at", Step.INFORMAL)
        if facts.get("raised") != Case.Raised.PERSON:
            facts["organisation"] = self.ours
        self.case = cases.case(against_body=self.council, **facts)
        self.url = f"/my/cases/{self.case.reference}/"

    def seen_by(self, user, on=None):
        on = on or timezone.localdate()
        return [*selectors.pieces(standing(self.case, user, on))]


@pytest.fixture
def world():
    return World()


def pdf(name="letter.pdf", content=b"%PDF-1.7 a letter"):
    return SimpleUploadedFile(name, content)


def mailed():
    return {one.user for one in Notification.objects.filter(kind=services.MESSAGE)}


def test_both_sides_and_those_who_work_on_it_read_a_message(world, client):
    services.write_message(world.case, Written(SECRET), by=world.asha)
    for user in (world.asha, world.officer, world.board, world.support):
        client.force_login(user)
        assert SECRET in client.get(world.url).content.decode()
    assert mailed() == {world.officer, world.board, world.support}
    told = Notification.objects.filter(kind=services.MESSAGE).values()
    assert SECRET not in str([*told])
    [event] = Event.objects.filter(name="compact.case_message_written")
    assert SECRET not in str(event.data)


def test_a_piece_withheld_from_a_side_is_not_there_for_it(world, client):
    kept = services.hand_in(
        world.case, Written("A note", "Our plan", readers=OURS_ONLY), pdf(), by=world.asha
    )
    assert world.seen_by(world.officer) == []
    assert world.seen_by(world.asha) == world.seen_by(world.board) == [kept]
    assert world.officer not in mailed()
    client.force_login(world.officer)
    pages = [client.get(world.url), client.get(f"{world.url}papers/")]
    assert all("Our plan" not in page.content.decode() for page in pages)
    assert client.get(kept.file_url).status_code == 404
    assert client.get(f"{world.url}files/{kept.pk}/").status_code == 404
    client.force_login(world.asha)
    assert client.get(kept.file_url).status_code == 200


def test_hiding_what_was_withheld_tells_that_side_nothing(world, client):
    kept = services.write_message(world.case, Written(SECRET, readers=OURS_ONLY), by=world.asha)
    services.hide(kept, "It names somebody.", by=world.board)
    client.force_login(world.officer)
    assert "Hidden on" not in client.get(world.url).content.decode()


def test_the_board_keeps_a_piece_from_either_side(world):
    services.write_message(
        world.case, Written("To both", readers=frozenset({Side.COMPLAINANT})), by=world.board
    )
    assert len(world.seen_by(world.asha)) == 1
    assert world.seen_by(world.officer) == []


def test_nothing_goes_to_the_other_side_before_it_knows_of_the_case():
    world = World(at=Step.RECEIVED)
    services.write_message(world.case, Written(SECRET), by=world.asha)
    assert mailed() == {world.board, world.support}
    assert world.seen_by(world.officer) == []
    with pytest.raises(RuleBroken, match="Only the two sides"):
        services.write_message(world.case, Written("We know."), by=world.officer)


def test_a_closed_case_takes_nothing_more(world, client):
    settling.withdraw(world.case, "We agreed.", by=world.asha)
    with pytest.raises(RuleBroken, match="This case is closed"):
        services.write_message(world.case, Written("One more thing."), by=world.asha)
    client.force_login(world.asha)
    page = client.get(f"{world.url}papers/write/", follow=True).content.decode()
    assert "This case is closed, so nothing can be added." in page
    assert "Write a message" not in page


def test_staff_enter_what_a_person_without_account_sends(client, mailoutbox):
    world = World(raised=Case.Raised.PERSON, person_name="Jo", person_email="jo@example.org")
    client.force_login(world.support)
    sent = {"words": "By post.", "for_person": "on", "came_how": "", "to_respondent": "on"}
    page = client.post(f"{world.url}papers/write/", sent)
    assert "Say how it came" in page.content.decode()
    client.post(f"{world.url}papers/write/", sent | {"came_how": "letter of 3 December"})
    piece = CasePiece.objects.get()
    assert (piece.author, piece.by, piece.to_complainant) == (
        Author.COMPLAINANT,
        world.support,
        True,
    )
    assert "letter of 3 December" in client.get(world.url).content.decode()
    assert world.officer in mailed()


def test_nobody_writes_for_a_side_that_can_write_itself(world):
    with pytest.raises(RuleBroken, match="without an account"):
        services.write_message(
            world.case, Written("Yes.", for_person=True, came_how="letter"), by=world.support
        )


def test_pressed_twice_is_sent_once(world):
    first = services.write_message(world.case, Written("Good morning."), by=world.asha)
    assert services.write_message(world.case, Written("Good morning."), by=world.asha) == first
    assert Event.objects.filter(name="compact.case_message_written").count() == 1


def test_a_file_is_only_ever_saved_and_nothing_keeps_it(world, client):
    piece = services.hand_in(world.case, Written(title="Letter <b>"), pdf(), by=world.asha)
    client.force_login(world.officer)
    answer = client.get(piece.file_url)
    assert answer["Content-Disposition"] == 'attachment; filename="letter-b.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a letter"
    client.force_login(UserFactory())
    assert client.get(piece.file_url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("big.pdf", b"%PDF-" + bytes(50 * uploads.MEGABYTE), "big.pdf is larger than 15 MB."),
        ("letter.pdf", b"MZ\x90\x00", "is not that of a PDF file"),
        ("setup.exe", b"MZ\x90\x00", "is not a kind of file"),
    ],
)
def test_what_is_not_taken_is_refused_in_a_sentence(world, client, name, content, said):
    client.force_login(world.asha)
    page = client.post(
        f"{world.url}papers/add/", {"title": "Letter", "file": SimpleUploadedFile(name, content)}
    )
    assert said in page.content.decode()
    assert 'value="Letter"' in page.content.decode()
    assert not CasePiece.objects.exists()


def test_what_is_found_in_a_file_is_confirmed_for_that_file(world, client):
    client.force_login(world.asha)
    add = f"{world.url}papers/add/"

    def sent(words, **more):
        file = SimpleUploadedFile("people.csv", words)
        return client.post(add, {"title": "People", "to_respondent": "on", "file": file, **more})

    page = sent(b"name,mail\nJo,jo@example.org\n")
    assert "an e-mail address in it: “jo@example.org”" in page.content.decode()
    assert "Add it all the same" in page.content.decode()
    seen = page.context["form"].data["seen"]
    other = sent(b"name,mail\nAl,al@example.org\n", checked="on", seen=seen)
    assert "al@example.org" in other.content.decode()
    assert not CasePiece.objects.exists()
    sent(b"name,mail\nJo,jo@example.org\n", checked="on", seen=seen)
    assert CasePiece.objects.get().title == "People"


def test_a_hidden_piece_says_so_and_its_file_is_not_there(world, client):
    piece = services.hand_in(world.case, Written(title="Names of clients"), pdf(), by=world.asha)
    client.force_login(world.support)
    client.post(
        f"{world.url}papers/{piece.key}/hide/", {"because": "It names people who use the service."}
    )
    for user in (world.asha, world.officer):
        client.force_login(user)
        page = client.get(world.url).content.decode()
        assert "It names people who use the service." in page
        assert "Names of clients" not in page
        assert client.get(piece.file_url).status_code == 404
    client.force_login(world.board)
    assert client.get(piece.file_url).status_code == 200


def test_what_is_unlawful_is_deleted_for_good(world, django_capture_on_commit_callbacks):
    piece = services.hand_in(world.case, Written(title="Names"), pdf(), by=world.asha)
    name = piece.file.name
    for_one = pytest.raises(RuleBroken, match="Two people delete something for good")
    with for_one:
        services.hide(piece, "Unlawful.", by=world.board, for_good=True)
    services.hide(piece, "Unlawful.", by=world.board)
    with for_one:
        services.hide(piece, "Unlawful.", by=world.board, for_good=True)
    with django_capture_on_commit_callbacks(execute=True):
        kept = services.hide(piece, "Unlawful.", by=world.support, for_good=True)
        assert default_storage.exists(name)
    assert not default_storage.exists(name)
    assert (kept.title, kept.file.name, kept.is_deleted) == ("", "", True)
    with pytest.raises(RuleBroken, match="has been deleted already"):
        services.hide(kept, "Again.", by=world.board, for_good=True)


def test_a_side_hides_nothing(world, client):
    piece = services.write_message(world.case, Written(SECRET), by=world.asha)
    with pytest.raises(RuleBroken, match="The Compact Board and the Support Unit hide"):
        services.hide(piece, "I was wrong.", by=world.asha)
    client.force_login(world.asha)
    assert client.get(f"{world.url}papers/{piece.key}/hide/").status_code == 404


def test_who_works_on_it_is_told_what_one_side_has_not_seen(client):
    case = cases.case(at=Step.INFORMAL)
    asha = DelegateFactory(organisation=case.organisation).user
    services.write_message(case, Written("Between us.", readers=frozenset()), by=asha)
    said = f"{case.respondent} has not seen it, so a finding should not rest on it"
    for reader, told in ((UserFactory(office="Compact Board"), True), (asha, False)):
        client.force_login(reader)
        assert (said in client.get(case.own_url).content.decode()) is told
