"""Before the close nobody but its sender learns who responded, or what: every page, feed, file, search and cache.

The addresses are those of `site_map`, so that a new one is walked too, and some of Wagtail's own.
"""

import io
import re
import zipfile
from collections import Counter

from django.core.cache import caches
from django.urls import reverse

import pytest

from assembly.consultations.acts import ACTS
from assembly.consultations.reading import selectors
from assembly.core import history
from tests import nets
from tests.consultations.secret import NAMES, ON_PAPER, WORDS, member_with_delegate, plant
from tests.site_map import ROWS
from tests.world import rolled_back

pytestmark = pytest.mark.django_db

# Anybody, somebody of another organisation, and the three offices that read after the close.
READERS = ("anonymous", "lead", "officer", "support", "board")
SECRET = (*WORDS.values(), *NAMES, *ON_PAPER)
# Those who enter what came on paper, and the second person who checks it, read it there.
FOR_PAPER = "/cms/consultations/offline/"
# They stand on other pages with every right; more of them beside an answered consultation would tell.
KNOWN = ("Yarrow Weavers", "Yolanda Yarrow", "Health Group")
NEAR = re.compile(r"consult|feed|calendar|\.ics|search|/api/|sitemap|mail|notif|privacy|/my/data")
OF_RESPONSES = (
    "responded",
    "response_replaced",
    "response_stopped",
    "response_erased",
    "offline_entered",
    "offline_corrected",
    "offline_checked",
    "offline_sent_back",
    "offline_discarded",
    "backings_named",
    "backing_taken_off",
    "backing_put_back",
    "answer_redacted",
    "redaction_lifted",
    "theme_added",
    "theme_changed",
    "theme_moved",
    "theme_merged",
    "theme_deleted",
    "answer_coded",
    "answer_settled",
    "responses_published",
    "consent_withdrawn",
    "consent_given_back",
    "response_hidden",
    "response_shown_again",
    "feedback_begun",
    "feedback_saved",
    "feedback_published",
    "decision_begun",
    "decision_saved",
    "decision_published",
    "overdue_cleared",
    "passage_commented",
    "comment_withdrawn",
    "comment_hidden",
    "comment_shown_again",
)
OF_OTHER_RECORDS = (
    "set_renamed",
    "set_deleted",
    "plan_proposed",
    "plan_announced",
    "plan_dropped",
    "preelectionperiod_added",
    "preelectionperiod_changed",
    "preelectionperiod_deleted",
)
CACHES = ("default", "pages", "parts")
SEARCHES = ("/search/?q={}", "/members/?q={}", "/consultations/?q={}", "/cms/pages/search/?q={}")


def text_of(answered) -> str:
    """What an answer says: a file that is a ZIP, as those of Excel are, unpacked."""
    content = b"".join(answered.streaming_content) if answered.streaming else answered.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            content = b"\n".join(whole.read(name) for name in whole.namelist())
    return content.decode(errors="replace").lower()


def of_wagtail(consultation) -> list[str]:
    page = consultation.page.pk
    return [
        "/cms/",
        "/cms/reports/site-history/",
        f"/cms/pages/{page}/edit/",
        f"/cms/pages/{page}/history/",
        f"/cms/pages/{page}/usage/",
        f"/cms/pages/{consultation.body.page.pk}/",
        history.address(consultation),
        *(
            reverse(f"consultations_reading:{name}", args=[consultation.pk])
            for name in ("response_list", "response_csv", "response_xlsx")
        ),
        reverse("consultations_reading:question", args=[consultation.pk, 1]),
        *(
            reverse("consultations_reading:response_detail", args=[consultation.pk, pk])
            for pk in consultation.responses.values_list("pk", flat=True)
        ),
    ]


def addresses(world, consultation, role) -> list[str]:
    """Every page that is this reader's, and what is not in the table. NETS=all walks those far from here too."""
    ours = [
        world.at(row.address)
        for row in ROWS
        if row.get
        and row.get[role] == "page"
        and (NEAR.search(row.address) or nets.walks(f"{role} {row.address}"))
    ]
    found = SEARCHES if role in {"support", "board", "officer"} else SEARCHES[:3]
    searched = [address.format(word) for address in found for word in SECRET[:4]]
    return [*ours, *of_wagtail(consultation), *searched]


def ask(client, address) -> str:
    with rolled_back():
        return text_of(client.get(address, follow=True))


def how_often(text) -> Counter[str]:
    return Counter({name: text.count(name.lower()) for name in KNOWN})


def told(text, address) -> list[str]:
    """The secrets in it, but for the word that was searched for and is shown in the box."""
    secret = [word for word in SECRET if word.lower() in text]
    return [
        word
        for word in secret
        if not (address.startswith(FOR_PAPER) and word in ON_PAPER)
        and not address.endswith(f"?q={word}")
    ]


def cached() -> list[bytes]:
    """What pages and parts of pages left in the caches of the test."""
    return [value for name in CACHES for value in caches[name]._cache.values()]


@pytest.mark.parametrize("role", READERS)
def test_nothing_tells_who_responded_or_what(world, role):
    client = world.client(role)
    with rolled_back():
        consultation = plant(world)
        walked = addresses(world, consultation, role)
        said = {address: ask(client, address) for address in walked}
        kept = [word for word in SECRET for value in cached() if word.lower().encode() in value]
        leaks = {address: words for address in said if (words := told(said[address], address))}
        named = {address: times for address in said if (times := how_often(said[address])).total()}
    with rolled_back():
        member_with_delegate()
        unanswered = {address: how_often(ask(client, address)) for address in named}
    assert leaks == {}
    assert kept == []
    assert named == unanswered


def test_every_act_is_said_at_once_or_after_the_close():
    """An act that is added has to be sorted: what the record says of an open consultation names no respondent."""
    assert {act.name for act in ACTS} - selectors.SAID_AT_ONCE == {
        f"consultations.{name}" for name in (*OF_RESPONSES, *OF_OTHER_RECORDS)
    }
