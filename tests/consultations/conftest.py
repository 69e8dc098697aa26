"""A council and a Primary Care Trust that consult, their officers, and Gwen of the Assembly Board."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from assembly.consultations.models import Consultation
from assembly.consultations.publishing import body_pages, services
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.membership import UserFactory

LONDON = ZoneInfo("Europe/London")
PUBLISHED = dt.datetime(2008, 9, 1, 10, 0, tzinfo=LONDON)


@pytest.fixture
def council(db):
    body = PublicBodyFactory()
    site_with(body)
    return body


@pytest.fixture
def trust(council):
    body = PublicBodyFactory(
        name="Wiltshire Primary Care Trust", short_name="the PCT", slug="pct", kind="health"
    )
    body_pages.make_body_pages()
    return body


@pytest.fixture
def gwen(council):
    """Gwen sits on the Assembly Board."""
    return UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board")


@pytest.fixture
def george(council):
    """George sits on the Assembly Board too."""
    return UserFactory(name="George Green", email="george@example.org", office="Assembly Board")


@pytest.fixture
def hari(council):
    """Hari is an officer of the council."""
    return officer_of(council, name="Hari Hale", email="hari@example.org")


@pytest.fixture
def ines(trust):
    """Ines is an officer of the Primary Care Trust."""
    return officer_of(trust, name="Ines Innes", email="ines@example.org")


@pytest.fixture
def draft(council, hari):
    """A draft of the council: twelve weeks from 8 September 2008."""
    return services.draft_consultation(council, proposal(), by=hari)


@pytest.fixture
def consultation(draft, gwen):
    """The same, published on 1 September 2008."""
    return publish(draft, by=gwen)


def publish(consultation, *, by, at=PUBLISHED):
    revision = consultation.page.get_latest_revision()
    services.publish_consultation(revision, by=by, at=at)
    return Consultation.objects.get(pk=consultation.pk)
