"""What people were told, and the mails that wait."""

import datetime as dt

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from assembly.notifications.models import Email, Notification
from tests.factories.membership import UserFactory


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    kind = "tests/told"
    text = factory.Sequence(lambda n: f"Piece of news {n}")
    on = dt.date(2026, 11, 30)
    same_as = factory.LazyAttribute(lambda line: f"{line.text} {line.on}")


class EmailFactory(DjangoModelFactory):
    class Meta:
        model = Email

    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    kind = "tests/told"
    subject = "A piece of news"
    text = "Hello\n"
    html = "<p>Hello</p>"
    written_on = factory.LazyFunction(
        timezone.localdate
    )  # older ones are given up, and thrown away
