"""A word of the glossary is explained where a page first uses it, without script and without hovering."""

from django.test import RequestFactory
from django.utils.safestring import SafeString

import pytest

from assembly.core.events import change, record
from assembly.core.models import GlossaryTerm
from assembly.core.search import explaining
from assembly.core.search.explaining import Explained, Meaning, after_text, in_paragraphs
from home.models import HomePage, StandardPage
from tests.factories.compact import published

LSP = Meaning("lsp", ("LSP", "local strategic partnership"), "A board <of> an area.")
FORUM = Meaning("forum", ("forum",), "A meeting.")
DISTRICT_FORUM = Meaning("district-forum", ("district forum",), "A meeting of a district.")


def used(text, *meanings):
    return [phrase for phrase, _ in Explained(tuple(meanings)).first_used_in(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The LSP met. The LSP decided.", ["LSP"]),
        ("A Local  strategic\npartnership met.", ["local strategic partnership"]),
        ("Both LSPs met.", ["LSP"]),
        ("The LSPX, XLSP, lsp and pre-LSP met.", []),
        ("The district forum met.", ["district forum"]),
        ("Each District Forums' forum met.", ["district forum", "forum"]),
        ("Nothing.", []),
    ],
)
def test_whole_words_are_found_once_and_the_longest_is_meant(text, words):
    assert used(text, FORUM, LSP, DISTRICT_FORUM) == words


def test_without_words_nothing_is_looked_for():
    assert used("The LSP met.") == []


def rich(html, *meanings):
    return in_paragraphs(SafeString(html), Explained(meanings or (LSP, FORUM)))


def test_the_disclosure_follows_the_paragraph_and_is_escaped():
    html = rich("<p>The <b>LSP</b> met.</p><p>So did the LSP &amp; the forum.</p><p>End.</p>")
    assert html.index("met.</p><details") < html.index("What does “LSP” mean?")
    assert "<p>A board &lt;of&gt; an area.</p>" in html
    assert 'href="/glossary/#lsp"' in html
    assert html.count("<details") == 2
    assert html.index("the forum.</p><details") < html.index("What does “forum” mean?")
    assert html.endswith("<p>End.</p>")
    assert "LSP &amp; the forum" in html


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="/x/">the LSP</a>.</p>',
        "<h2>The LSP</h2>",
        "<form><label>LSP</label></form>",
        "<p>Local <a>strategic</a> partnership</p>",
        "<p>local strategic</p><p>partnership</p>",
        '<p title="LSP">Nothing.</p>',
    ],
)
def test_links_headings_and_forms_are_left_as_they_are(html):
    assert rich(html) == html


def test_a_list_is_explained_after_its_end():
    html = rich("<ul>\n<li>One<ul><li>The LSP</li></ul></li>\n<li>Two<br/></li>\n</ul>\n<p>So.</p>")
    assert "</ul><details" in html.replace("\n", "")
    assert html.index("Two") < html.index("<details") < html.index("<p>So.</p>")


def test_no_more_than_a_few_on_a_page():
    many = [Meaning(word, (word,), "x") for word in ["alpha", "bravo", "charlie", "delta", "echo"]]
    explained = Explained(tuple(many))
    first = after_text("alpha bravo charlie", explained)
    assert first.count("<details") == 3
    assert after_text("alpha delta echo", explained).count("<details") == 1
    assert in_paragraphs(SafeString("<p>echo</p>"), explained) == "<p>echo</p>"


def test_markup_that_ends_too_often_is_left_whole():
    html = rich("</p><p>The LSP met.</p></div>")
    assert html.startswith("</p><p>The LSP met.</p><details")
    assert html.endswith("</div>")


# On pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def lsp(db):
    GlossaryTerm.objects.all().delete()
    return GlossaryTerm.objects.create(term="LSP", slug="lsp", meaning="A board of an area.")


def help_page(*paragraphs):
    body = [("heading", "The LSP"), *(("paragraph", text) for text in paragraphs)]
    page = StandardPage(title="Boards", slug="boards", body=body)
    return HomePage.objects.get().add_child(instance=page)


def test_a_page_explains_it_once_over_all_its_blocks(lsp, client):
    help_page("<p>Of the LSP.</p>", "<p>The LSP again.</p>")
    said = client.get("/boards/").content.decode()
    assert said.count("What does “LSP” mean?") == 1
    assert said.index("Of the LSP.</p><details") < said.index("The LSP again.")


def test_the_page_of_a_promise_and_of_its_code_explain_it(lsp, client):
    published(F1="We ask the LSP.")
    for address in ("/compact/funding/f1/", "/compact/funding/"):
        assert client.get(address).content.decode().count("What does “LSP” mean?") == 1


def test_the_switch_and_an_empty_meaning_turn_it_off(lsp, client):
    help_page("<p>Of the LSP.</p>")
    for off in ({"on_pages": False}, {"on_pages": True, "meaning": ""}):
        GlossaryTerm.objects.update(**off)
        assert "<details" not in client.get("/boards/").content.decode().split("<main")[1]


def test_a_kept_page_changes_with_the_word(
    lsp, client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE = True
    help_page("<p>Of the LSP.</p>")
    assert "A board of an area." in client.get("/boards/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        GlossaryTerm.objects.update(meaning="A board of the county.")
        record(change(GlossaryTerm, "changed"), lsp, by=None)
    said = client.get("/boards/").content.decode()
    assert "A board of the county." in said
    assert "A board of an area." not in said


def test_words_that_are_kept_take_no_query(lsp, django_assert_num_queries):
    request = RequestFactory().get("/")
    assert explaining.explained_on(request).meanings
    with django_assert_num_queries(0):
        assert explaining.explained_on(request).meanings
        assert explaining.explained_on(RequestFactory().get("/")).meanings
    assert explaining.explained_on(None) is None
