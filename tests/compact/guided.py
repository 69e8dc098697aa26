"""Guidance on promises of an adopted edition, with officers of two bodies who read it."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.guidance import services
from assembly.compact.models import Guidance, UndertakingText
from tests.consultations.conftest import council, hari, ines, trust
from tests.factories.compact import published
from tests.factories.membership import UserFactory

__all__ = ["council", "edition", "hari", "ines", "lena", "support", "trust"]

LONDON = timezone.get_default_timezone()
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def edition(db):
    """Two promises in force since September 2005, neither with guidance."""
    return published(F1="We pay in advance.", F2="We answer letters.")


@pytest.fixture
def support(db):
    return UserFactory(name="Dev Das", office="Support Unit")


@pytest.fixture
def lena(db):
    return UserFactory(name="Lena Lind", office="Compact Board")


def text_of(number="F1"):
    texts = UndertakingText.objects.filter(undertaking__number=number, is_dropped=False)
    return texts.order_by("-edition__number").first()


def guide(number="F1", words="Pay before the work begins.", *, by=None, at=None):
    return services.write(text_of(number), words, by=by, at=at)


def read(guidance, by, at=None):
    return services.acknowledge(guidance.about.undertaking, guidance.pk, by=by, at=at)


def version(number, about=1):
    return Guidance.objects.get(number=number, about__edition__number=about)
