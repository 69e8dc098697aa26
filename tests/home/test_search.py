"""The one search of the site: what it finds, what nobody may find, and what it says when it finds nothing."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from assembly.core.models import GlossaryTerm
from assembly.core.search import kinds
from assembly.core.search.reading import read
from assembly.membership.models import Organisation
from elections.models import Election
from forums.groups.services import make_group_pages
from forums.models import Group, GroupPage
from home.models import HomePage, StandardPage
from home.search import selectors
from tests.factories.compact import draft, published, write
from tests.factories.elections import DAY, CandidateFactory, ElectionFactory
from tests.factories.forums import GroupFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import DistrictFactory, OrganisationFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db
postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="forgives spelling on PostgreSQL only"
)
WORD = "zebra"  # in no text that comes with the site


@pytest.fixture
def front():
    return HomePage.objects.get()


def search(client, q=WORD, **params):
    answer = client.get("/search/", {"q": q, **params})
    assert answer.status_code == 200
    return answer


def html_of(client, q=WORD, **params):
    return search(client, q, **params).content.decode()


def found(client, q=WORD, **params):
    """The addresses of what was found, in order."""
    return re.findall(r'asm-results__title"><a href="([^"]+)"', html_of(client, q, **params))


def standing(front, title=f"About the {WORD}", **fields):
    slug = fields.pop("slug", "about-it")
    return front.add_child(instance=StandardPage(title=title, slug=slug, **fields))


# What is found


def test_a_page_is_found_by_its_title_and_by_its_words(client, front):
    standing(front)
    body = [("heading", "Stripes"), ("paragraph", "<p>Nothing but stripes.</p>")]
    standing(front, "Other", slug="other", body=body)
    assert found(client) == ["/about-it/"]
    assert found(client, "stripes") == ["/other/"]


def test_an_organisation_is_found_by_name_and_by_what_it_does(client):
    OrganisationFactory(name="Zebra Crossing Trust", slug="crossing", member=True)
    OrganisationFactory(name="Kennet Walkers", slug="walkers", description="We paint zebras.")
    assert found(client) == ["/members/crossing/", "/members/walkers/"]


def test_a_group_is_found_by_its_remit(client):
    GroupFactory(name="Animals", slug="animals", remit="Zebras and others.")
    make_group_pages()
    assert found(client) == ["/groups/animals/"]


def test_a_group_is_found_by_who_convenes_it_until_their_term_is_over(client, asha):
    today = timezone.localdate()
    group = GroupFactory(slug="animals", convenor=asha, convenor_ends_on=today + DAY)
    make_group_pages()
    assert found(client, asha.name) == ["/groups/animals/"]
    assert "Convened by <mark>" in html_of(client, asha.name)
    group.terms.update(ends_on=today)
    assert found(client, asha.name) == []


def test_a_partnership_is_found_by_name_and_by_its_kind(client):
    board = PartnershipFactory(name="Zebra Board", kind="laa")
    assert found(client) == [board.get_absolute_url()]
    assert board.get_absolute_url() in found(client, "local area agreement")


@pytest.mark.parametrize("q", ["12 zebras", "twelve zebras"])
def test_a_number_is_found_in_words_and_in_figures(client, q):
    OrganisationFactory(slug="figures", description="For 12 zebras.", name="A")
    OrganisationFactory(slug="words", description="For twelve zebras.", name="B")
    assert sorted(found(client, q)) == ["/members/figures/", "/members/words/"]


def test_who_holds_a_seat_is_found_by_name_seat_and_board_while_they_hold_it(client):
    today = timezone.localdate()
    seat = SeatFactory(title="Okapi seat", partnership__name="Quagga Board")
    held = AppointmentFactory(
        seat=seat, name="Zara Zebra", starts_on=today, ends_on=today + 2 * DAY
    )
    for q in (WORD, "okapi"):
        assert found(client, q) == [held.get_absolute_url()]
    board = seat.partnership.get_absolute_url()
    assert set(found(client, "quagga")) == {held.get_absolute_url(), board}
    held.ended_on = today
    held.save()
    assert found(client) == found(client, "okapi") == []
    assert client.get(held.get_absolute_url()).status_code == 200


def test_somebody_appointed_for_later_is_not_found_yet(client):
    today = timezone.localdate()
    AppointmentFactory(name="Zara Zebra", starts_on=today + DAY, ends_on=today + 9 * DAY)
    assert found(client) == []


def test_the_holder_of_a_seat_that_was_abolished_is_not_found(client):
    today = timezone.localdate()
    AppointmentFactory(
        seat__abolished_on=today, name="Zara Zebra", starts_on=today, ends_on=today + 9 * DAY
    )
    assert found(client) == []


def test_who_stands_is_found_until_the_result_is_declared(client):
    now = timezone.now()
    candidate = CandidateFactory(name="Zara Zebra", contest__election__poll_opens=now + DAY)
    election = candidate.contest.election
    page = f"/elections/{election.slug}/#contest-{candidate.contest_id}"
    assert found(client) == [page]
    assert "Candidate for " in html_of(client)
    Election.objects.filter(pk=election.pk).update(declared_at=now)
    assert found(client) == []


def test_a_candidate_who_withdrew_is_shown_as_on_the_page_of_the_election(client):
    now = timezone.now()
    CandidateFactory(
        name="Zara Zebra",
        contest__election__poll_opens=now + DAY,
        status="withdrawn",
        withdrawn_at=now,
    )
    assert "Withdrew from " in html_of(client)


@pytest.mark.parametrize("hidden", [{"is_rehearsal": True}, {"notice_at": None}])
def test_nobody_is_found_who_stands_in_a_rehearsal_or_before_the_notice(client, hidden):
    now = timezone.now()
    candidate = CandidateFactory(name="Zara Zebra", contest__election__poll_opens=now + 50 * DAY)
    Election.objects.filter(pk=candidate.contest.election_id).update(
        **{"notice_at": now + DAY} if "notice_at" in hidden else {**hidden, "notice_at": now - DAY}
    )
    assert found(client) == []


def test_an_award_is_found_by_title_recipient_and_funder(client):
    award = AwardFactory(title="Café", recipient_name="Zebra Trust", funder_name="Wessex Fund")
    for q in (WORD, "café", "wessex fund"):
        assert found(client, q) == [award.get_absolute_url()]


def test_an_undertaking_is_found_by_the_text_in_force(client):
    today = timezone.localdate()
    for text, days in (("An antelope.", -9), ("A zebra.", -1), ("An okapi.", 9)):
        published(F1=text, on=min(today, today + days * DAY), in_force_from=today + days * DAY)
    assert found(client) == ["/compact/funding/f1/"]
    assert found(client, "undertaking F1")[0] == found(client, "f1")[0] == "/compact/funding/f1/"
    assert found(client, "antelope") == found(client, "okapi") == []


def test_a_title_is_found_with_its_small_words(client):
    """PostgreSQL keeps no “why” and no “other” in its vectors."""
    edition = draft()
    write(edition, "F1", "A zebra.", title="Say why, and to whom")
    published(edition)
    for q in ("say why, and to whom", "why zebra", "zebra other"):
        assert "/compact/funding/f1/" in found(client, q), q


def test_an_election_is_found_from_its_notice_on(client):
    ElectionFactory(title="Zebra Board", slug="known", poll_opens=timezone.now() + DAY)
    assert found(client) == ["/elections/known/"]


def test_every_word_must_be_found_in_any_order_and_any_field(client):
    OrganisationFactory(name="Zebra Trust", slug="trust", description="Cares for foals.")
    OrganisationFactory(name="Zebra Club", slug="club")
    assert found(client, "foals zebra") == ["/members/trust/"]


def test_quotation_marks_keep_words_together(client):
    OrganisationFactory(name="Old Zebra Trust", slug="old-trust")
    OrganisationFactory(name="Zebra of Old", slug="of-old")
    assert found(client, '"old zebra"') == ["/members/old-trust/"]


@pytest.mark.parametrize("q", ["ZEBRA", "zebras", "zeb"])
def test_case_plurals_and_beginnings_of_words_are_found(client, q):
    OrganisationFactory(name="Zebra Trust", slug="trust")
    assert found(client, q) == ["/members/trust/"]


def test_the_very_title_comes_first_and_its_kind_leads(client, front):
    standing(front, "Notes on the Zebra Trust")
    OrganisationFactory(name="The Zebra Trust and Friends of Salisbury", slug="longer")
    OrganisationFactory(name="Zebra Trust", slug="exact")
    assert found(client, "zebra trust")[:2] == ["/members/exact/", "/members/longer/"]


# What nobody may find: each of these would be found if its list of public things were left out


def test_pages_that_are_not_for_everybody_are_not_found(client, front, dev):
    standing(front, live=False)
    private = standing(front, slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    standing(private, slug="below")
    client.force_login(dev)
    assert found(client) == []


def test_words_of_an_unpublished_change_are_not_found(client, front):
    page = standing(front, "Quiet page")
    page.title = "Page with a zebra"
    page.save_revision()
    assert found(client) == []
    page.get_latest_revision().publish()
    assert found(client) == ["/about-it/"]


@pytest.mark.parametrize("status", ["applied", "left", "refused"])
def test_organisations_off_the_public_register_are_not_found(client, status):
    OrganisationFactory(name="Zebra Trust", status=status)
    assert found(client) == []
    assert "Zebra" not in html_of(client, "zebbra")


def test_a_planned_election_is_not_found_before_its_notice(client):
    ElectionFactory(title="Zebra Board", poll_opens=timezone.now() + 300 * DAY)
    assert found(client) == []


def test_a_group_without_a_published_page_is_not_found(client):
    GroupFactory(name="Zebra Group")
    assert found(client) == []
    (page,) = make_group_pages()
    GroupPage.objects.filter(pk=page.pk).update(live=False)
    assert found(client) == []


# The index stays right


def test_renaming_and_unpublishing_count_at_once(client, front):
    page = standing(front, "Quiet page")
    page.title = "Zebra page"
    page.save_revision().publish()
    assert found(client) == ["/about-it/"]
    page.unpublish()
    assert found(client) == []
    organisation = OrganisationFactory(name="Quiet", slug="quiet")
    Organisation.objects.filter(pk=organisation.pk).update(name="Zebra Trust")
    assert found(client) == ["/members/quiet/"]
    group = GroupFactory(name="Quiet group", slug="quiet")
    make_group_pages()
    Group.objects.filter(pk=group.pk).update(name="Zebra group")
    assert found(client) == ["/members/quiet/", "/groups/quiet/"]


# The page


def test_what_matched_is_marked_and_everything_else_escaped(client):
    OrganisationFactory(
        name="Zebra <b>Trust</b>", description=f"{'Long ago. ' * 60}The zebras & others."
    )
    html = html_of(client)
    assert "<mark>Zebra</mark> &lt;b&gt;Trust" in html
    assert "The <mark>zebras</mark> &amp; others." in html
    assert "… " in html


def test_kinds_are_counted_and_narrow_the_results(client, front):
    standing(front)
    for n in range(4):
        OrganisationFactory(name=f"Zebra {n}", slug=f"zebra-{n}", member=True)
    html = html_of(client)
    filters = dict(re.findall(r'asm-kinds__link"[^>]*>([^<]+?) <span[^>]*>([^<]+)', html))
    assert filters == {"Everything": "5", "Pages": "1", "Organisations": "4"}
    assert "All 4 organisations" in html
    assert len(found(client, type="organisations")) == 4
    assert found(client, type="pages") == ["/about-it/"]
    assert found(client, type="nonsense") == found(client)


def test_one_kind_has_pages_that_keep_the_search(client):
    for n in range(selectors.PER_PAGE + 1):
        OrganisationFactory(name=f"Zebra {n}", slug=f"zebra-{n}")
    html = html_of(client, type="organisations")
    assert "?q=zebra&amp;type=organisations&amp;page=2" in html
    assert len(found(client, type="organisations", page=2)) == 1
    assert found(client, type="organisations", page="999") == found(
        client, type="organisations", page=2
    )
    assert len(found(client, type="organisations", page="x")) == selectors.PER_PAGE


def test_more_than_a_thousand_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(selectors, "MOST", 2)
    for n in range(4):
        OrganisationFactory(name=f"Zebra {n}", slug=f"zebra-{n}")
    assert "more than 2" in html_of(client)
    html = html_of(client, type="organisations")
    assert "There are more than 2." in html
    assert len(found(client, type="organisations")) == 2


def test_queries_do_not_grow_with_the_results(client):
    def queries(**params):
        found(client, **params)  # fills the caches of Wagtail's sites and content types
        with CaptureQueriesContext(
            connection,
        ) as captured:
            found(client, **params)
        return len(captured)

    AwardFactory(title="Zebra")
    OrganisationFactory(name="Zebra").districts.add(DistrictFactory())
    few, few_of_one = queries(), queries(type="organisations")
    for _ in range(12):
        AwardFactory(title="Zebra")
        OrganisationFactory(name="Zebra").districts.add(DistrictFactory())
    assert queries() == few
    assert queries(type="organisations") == few_of_one


@pytest.mark.parametrize("q", ["", "   ", "\t\n"])
def test_an_empty_search_shows_where_to_look(client, q):
    html = html_of(client, q)
    assert "Where to look" in html
    assert "Every organisation on the register" in html


@pytest.mark.parametrize("q", ["!", "&|!():*", "'", '"', "\\", "%", "\x00", "—"])
def test_signs_alone_are_answered_with_a_sentence(client, q):
    assert "Type at least one word or number." in html_of(client, q)


@pytest.mark.parametrize(
    "q",
    [
        "x",
        "zebra'",
        "zebra:*",
        "zebra & | !",
        "(zebra",
        "zebra\x00",
        "<-> zebra",
        "zebra %",
        "\\zebra",
        '"zebra',
    ],
)
def test_operators_and_control_characters_are_no_more_than_signs(client, q):
    OrganisationFactory(name="Zebra X", slug="x")
    assert found(client, q) == ["/members/x/"]


@pytest.mark.parametrize(
    "q", ["مرحبا", "中文", "Ωmega", "🦓", "ß", "\N{LATIN SMALL LETTER DOTLESS I}"]
)
def test_every_script_is_answered(client, q):
    OrganisationFactory(name=f"Trust {q}", slug="t")
    html_of(client, q)


def test_ten_thousand_letters_are_answered_with_a_sentence(client):
    assert "A search has at most 200 letters." in html_of(client, "a" * 10_000)


def test_a_long_row_of_words_is_cut_and_said(client):
    assert "looked for the first 12 words" in html_of(client, " ".join("abcdefghijklmnop"))


def test_nothing_found_says_so_and_where_to_look(client):
    html = html_of(client, "qqqqqqq")
    assert "Nothing was found for “qqqqqqq”" in html
    assert "The register of awards" in html
    assert "<script" not in html_of(client, "<script>alert(1)</script>").split("<main")[1]


def test_nothing_of_the_kind_leads_to_everything(client):
    OrganisationFactory(name="Zebra")
    assert "Show everything that was found" in html_of(client, type="awards")


# Synonyms and spelling


def test_synonyms_are_found_as_the_support_unit_keeps_them(client):
    GlossaryTerm.objects.create(term="okapi", slug="okapi", also="forest giraffe")
    OrganisationFactory(name="Friends of the Forest Giraffe", slug="giraffe")
    assert found(client, "okapi") == ["/members/giraffe/"]
    GlossaryTerm.objects.update(in_search=False)
    assert found(client, "okapi") == []


def test_the_site_comes_with_the_sectors_own_words(client):
    OrganisationFactory(name="Voice of the Voluntary Sector", slug="voice")
    assert found(client, "third sector") == found(client, "VCS")
    assert "/members/voice/" in found(client, "VCS")


@postgresql
@pytest.mark.parametrize("q", ["zerba", "zebbra", "zebra trsut"])
def test_spelling_is_forgiven(client, q):
    HomePage.objects.get().get_children().delete()  # their words are near to some of these too
    OrganisationFactory(name="Zebra Trust", slug="trust", member=True)
    html = html_of(client, q)
    assert f"Nothing was found for “{q}”" in html
    assert found(client, q) == ["/members/trust/"]


@postgresql
def test_no_suggestion_comes_from_what_nobody_may_see(client, front):
    standing(front, live=False)
    OrganisationFactory(name="Zebra Trust", status="applied")
    ElectionFactory(title="Zebra Board", poll_opens=timezone.now() + 300 * DAY)
    html = html_of(client, "zebbra")
    assert "zebra" not in html.lower()


@postgresql
@pytest.mark.parametrize(
    ("kind", "index"), [("organisations", "organisation_words"), ("awards", "award_words")]
)
def test_the_index_is_the_one_that_is_asked(kind, index):
    """An index over other words, or in another order, would be there and never used."""
    (kind,) = [each for each in kinds if each.key == kind]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = selectors.narrowed(kind.rows().model.objects.all(), kind, read("zebra")).order_by()
    assert index in rows.explain()


# The box


def test_the_box_stands_on_every_page_and_once_only(client, front):
    for address in ("/", "/members/", "/search/", "/nothing-here/"):
        html = client.get(address).content.decode()
        assert html.count('action="/search/"') == 1, address
        assert 'role="search"' in html
