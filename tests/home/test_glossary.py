"""The glossary: its page, its words in the search, and the screens of the Support Unit."""

import re
from importlib import import_module
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

import pytest

from assembly.core.models import Event, GlossaryTerm
from assembly.core.rules import RuleBroken
from home.glossary import services
from home.glossary.usual_words import USUAL
from tests.home.test_search import found

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> & more"


def term(word="LSP", meaning="A board of an area.", **more):
    slug = more.pop("slug", re.sub(r"\W+", "-", word.lower()))
    return GlossaryTerm.objects.create(term=word, slug=slug, meaning=meaning, **more)


@pytest.fixture(autouse=True)
def _no_words():
    GlossaryTerm.objects.all().delete()


def page(client, address="/glossary/"):
    return client.get(address).content.decode()


# The page


def test_words_stand_from_a_to_z_each_at_an_address(client):
    term("quorum", "How many have to be there.", also="quorate")
    term("LSP")
    term("third sector", "", also="VCS")
    said = page(client)
    assert said.index('id="lsp">LSP</h3>') < said.index('id="quorum">quorum</h3>')
    assert "Also called: quorate" in said
    assert "third sector" not in said.split("<main")[1]


def test_an_empty_glossary_says_so(client):
    assert "The Support Unit has not explained any words yet." in page(client)


def test_a_meaning_is_escaped(client):
    term("LSP", SCRIPT)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page(client)


def test_every_page_leads_to_it(client):
    for address in ("/", "/compact/", "/help/"):
        assert 'href="/glossary/"' in page(client, address)
    assert page(client, "/compact/").count('href="/glossary/"') == 2


def test_it_takes_one_query_for_its_words(client, django_assert_max_num_queries):
    term()
    page(client)
    with django_assert_max_num_queries(12) as few:
        page(client)
    for number in range(20):
        term(f"word {number}")
    with django_assert_max_num_queries(len(few)):
        page(client)


# Search


def test_a_word_leads_to_its_entry_and_so_do_the_others_that_mean_the_same(client):
    term("LSP", also="local strategic partnership")
    assert found(client, "LSP")[0] == "/glossary/#lsp"
    assert "/glossary/#lsp" in found(client, "local strategic partnership", type="words")


def test_words_without_a_meaning_are_not_found_themselves(client):
    term("okapi", "", also="forest giraffe")
    assert found(client, "okapi", type="words") == []


# The screens


def test_the_support_unit_keeps_the_words(client, dev):
    client.force_login(dev)
    data = {"term": " Okapi ", "also": "forest giraffe", "meaning": "", "in_search": "on"}
    client.post("/cms/glossaryterm/new/", data)
    one = GlossaryTerm.objects.get()
    assert (one.term, one.slug, one.in_search, one.on_pages) == ("Okapi", "okapi", True, False)
    assert Event.objects.filter(name="core.glossaryterm_added").exists()
    edit = f"/cms/glossaryterm/edit/{one.pk}/"
    client.post(edit, {**data, "term": "Okapis", "meaning": "An animal."})
    one.refresh_from_db()
    assert (one.term, one.slug) == ("Okapis", "okapi")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"term": ""}, "Enter the word or phrase, such as LSP."),
        ({"term": "okapi"}, "Enter the meaning, or at least one other word"),
        ({"term": "?!", "meaning": "Odd."}, "at least one letter or digit"),
        ({"term": "okapi, giraffe", "meaning": "Two."}, "Enter one word or phrase here"),
        ({"term": "lsp", "meaning": "Again."}, "has been entered already"),
    ],
)
def test_what_makes_no_entry_is_refused_in_a_sentence(client, dev, data, said):
    term()
    client.force_login(dev)
    assert said in client.post("/cms/glossaryterm/new/", data).content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_two_people_who_change_a_word_at_once_do_not_overwrite_each_other(client, dev):
    one = term()
    client.force_login(dev)
    edit = f"/cms/glossaryterm/edit/{one.pk}/"
    form = client.get(edit).context["form"]
    stale = {"term": "LSP", "meaning": "Mine.", "seen": form.fields["seen"].initial}
    stale |= {"in_search": "on", "on_pages": "on"}
    GlossaryTerm.objects.update(meaning="Theirs.")
    assert "Somebody else has changed this" in client.post(edit, stale).content.decode()
    assert GlossaryTerm.objects.get().meaning == "Theirs."


def test_the_database_keeps_a_word_once(db):
    term()
    with pytest.raises(IntegrityError), transaction.atomic():
        term("lsp", slug="lsp-2")
    with pytest.raises(ValidationError, match="does nothing"):
        GlossaryTerm(term="alone", slug="alone").full_clean()


def test_the_usual_words_are_loaded_once_and_nothing_is_written_over(client, dev):
    term("third sector", "", also="VCS, charity sector")
    term("LSP", "Ours.")
    client.force_login(dev)
    answer = client.post("/cms/glossary/load/", follow=True)
    assert f"{len(USUAL) - 1} words are in the glossary now." in answer.content.decode()
    ours = GlossaryTerm.objects.get(term="third sector")
    assert ours.meaning.startswith("The voluntary and community sector")
    assert ours.others[:2] == ("VCS", "charity sector")
    assert GlossaryTerm.objects.get(term="LSP").meaning == "Ours."
    assert not GlossaryTerm.objects.filter(term="VCS").exists()
    assert "All the usual words are already in the glossary" in page(client, "/cms/glossary/load/")
    with pytest.raises(RuleBroken):
        services.load_usual_words(by=dev)


def test_the_usual_words_fit_beside_each_other():
    for one in USUAL:
        GlossaryTerm(
            term=one.term, slug=one.term, also=", ".join(one.also), meaning=one.meaning
        ).clean_fields(exclude=["slug"])
    words = [word.casefold() for one in USUAL for word in one.each]
    assert len(words) == len(set(words))


# The sets of words that mean the same, as they were kept before

MOVING = import_module("home.migrations.0011_search_words_are_in_the_glossary")


def moved(*sets):
    """What becomes of these sets; `tests/upgrade` takes whole databases through the migration."""
    rows = [SimpleNamespace(words=words, in_use=in_use) for words, in_use in sets]
    before = SimpleNamespace(objects=SimpleNamespace(order_by=lambda _: rows))
    models = {"SynonymSet": before, "GlossaryTerm": GlossaryTerm}
    MOVING.move(SimpleNamespace(get_model=lambda _, name: models[name]), None)


def test_no_set_of_words_is_lost_in_use_or_not():
    moved(
        ("VCS, third sector", True),
        ("grant, award", True),
        ("Grant, bursary", False),
        ("award, grant", False),
        ("?, !!", True),
        (f"{'a' * 249}, {'b' * 249}", True),
    )
    kept = {one.term: (one.also, one.in_search) for one in GlossaryTerm.objects.all()}
    assert kept == {
        "VCS": ("third sector", True),
        "grant": ("award", True),
        "bursary": ("Grant", False),
        "award": ("grant", False),
        "?": ("!!", True),
        "a" * 249: ("b" * 249, True),
    }
    assert GlossaryTerm.objects.values("slug").distinct().count() == 6


def test_a_set_of_which_every_word_is_an_entry_gets_a_number():
    assert MOVING._free(["grant", "award"], {"grant", "award"}) == "grant 2"
