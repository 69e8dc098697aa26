"""A rule broken in the Wagtail admin is said on the page that was left, and leads nowhere else."""

from django.contrib.messages import get_messages
from django.urls import path

import pytest

from assembly.core.rules import RuleBroken
from assembly.urls import handler400, handler500, urlpatterns  # noqa: F401 - of the addresses below

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

PAGES = "http://testserver/cms/pages/"


def refuse(request):
    raise RuleBroken("It was published before.")


urlpatterns = [path("cms/refuse/", refuse), path("refuse/", refuse), *urlpatterns]


def leads_to(client, left, **how):
    return client.post("/cms/refuse/", headers={"referer": left}, **how).headers["Location"]


def test_the_refusal_is_said_on_the_page_that_was_left(client):
    response = client.post("/cms/refuse/", headers={"referer": PAGES})
    assert (response.status_code, response.headers["Location"]) == (302, PAGES)
    assert [str(each) for each in get_messages(response.wsgi_request)] == [
        "It was published before."
    ]


@pytest.mark.parametrize(
    "left",
    [
        "https://evil.example.org/cms/",
        "//evil.example.org/cms/",
        "http://testserver.evil.example.org/cms/",
        "http://testserver@evil.example.org/",
        "https:///evil.example.org/",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_page_elsewhere_is_not_gone_back_to(client, left):
    assert leads_to(client, left) == "/cms/"


def test_from_a_secure_page_it_does_not_lead_to_an_open_one(client):
    assert leads_to(client, PAGES, secure=True) == "/cms/"
    secure = PAGES.replace("http:", "https:")
    assert leads_to(client, secure, secure=True) == secure


def test_outside_the_admin_it_is_not_answered_here(client):
    with pytest.raises(RuleBroken):
        client.post("/refuse/")
