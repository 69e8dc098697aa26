"""The public page of the Compact Board: both sides, vacancies with their age and who looks after them, reports."""

import datetime as dt

from django.utils import timezone

import pytest

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
PAGE = "/compact/board/"


def text(client, path=PAGE):
    return " ".join(client.get(path).content.decode().split())


def days(number):
    return TODAY() + dt.timedelta(days=number)


def test_it_says_when_it_is_not_set_up(client):
    page = text(client)
    assert "has not been set up on this site yet" in page
    assert "No report is on record yet" in page
