"""Several who draft, record and confirm at once, on PostgreSQL and on a file of SQLite."""

import pytest

from assembly.compact.models import Adoption, Edition, Undertaking, UndertakingText
from assembly.core.models import Event
from tests.factories.compact import draft
from tests.factories.membership import UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    for _ in range(6):
        UserFactory(office="Compact Board")
    return Storm(tmp_path, "tests.compact.text_storm")


def events(name):
    return Event.objects.filter(name=f"compact.{name}").count()


def test_of_many_who_begin_at_once_one_does(storm):
    said = storm("begin")
    assert said.count("") == 1
    assert all("There is a draft already." in words for words in said if words)
    assert Edition.objects.count() == 1


def test_of_many_who_record_at_once_one_does(storm):
    said = storm("record", draft(F1="Words.").pk)
    assert said.count("") == 1
    assert all("already recorded" in words for words in said if words)
    assert (Adoption.objects.count(), events("adoption_recorded")) == (1, 1)


def test_of_many_who_confirm_at_once_one_does(storm):
    said = storm("confirm", draft(F1="Words.").pk)
    assert said.count("") == 1
    assert all("already confirmed" in words for words in said if words)
    assert events("edition_published") == 1


def test_what_is_published_is_what_was_adopted(storm):
    edited, confirmed = storm("edit_and_confirm", draft(F1="Words.").pk)
    edition, text = Edition.objects.get(), UndertakingText.objects.get()
    if edition.published_at:
        assert (confirmed, text.text) == ("", "Words.")
        assert "stays as it is" in edited
    else:
        assert (edited, text.text) == ("", "Other words.")
        assert "changed since this was recorded" in confirmed


def test_of_many_who_save_what_they_saw_one_does(storm):
    said = storm("change", draft(F1="Words.").pk)
    assert said.count("") == 1
    assert all("at the same moment" in words for words in said if words)


def test_a_number_is_given_once_at_once(storm):
    said = storm("add", draft(F1="Words.").pk)
    assert said.count("") == 1
    assert all("F9 is already “Title”" in words for words in said if words)
    assert Undertaking.objects.filter(number="F9").count() == 1


def test_nothing_is_left_of_a_discarded_draft(storm):
    said = storm("discard_and_write", draft(F1="Words.").pk)
    assert said[0] == ""
    assert all("was discarded" in words for words in said if words)
    assert not Edition.objects.exists()
    assert not Undertaking.objects.exists()
