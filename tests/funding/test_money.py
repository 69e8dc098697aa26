"""Amounts: Decimal outside, whole pence inside."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.serializers import deserialize, serialize
from django.db import connection
from django.forms import DecimalField

import pytest

from assembly.funding.models import Award
from assembly.funding.money import MoneyField
from tests.factories.funding import AwardFactory


@pytest.mark.parametrize(
    ("value", "amount"),
    [("1250.5", "1250.50"), (Decimal("0.1"), "0.10"), (7, "7.00"), ("1e2", "100.00")],
)
def test_an_amount_has_pounds_and_pence(value, amount):
    assert str(MoneyField().to_python(value)) == amount


@pytest.mark.parametrize("value", [None, ""])
def test_no_amount_is_none(value):
    assert MoneyField().to_python(value) is None
    assert MoneyField().get_prep_value(value) is None


@pytest.mark.parametrize("value", ["1.005", "NaN", "Infinity", "a pound", 0.1 + 0.2])
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(ValidationError, match="is not an amount"):
        MoneyField().to_python(value)


def test_a_form_asks_for_two_decimal_places():
    field = Award._meta.get_field("amount").formfield()
    assert isinstance(field, DecimalField)
    assert field.decimal_places == 2


@pytest.mark.django_db
def test_an_amount_is_kept_as_whole_pence():
    award = AwardFactory(amount=Decimal("3028.63"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount FROM funding_award")
        assert cursor.fetchone() == (302863,)
    assert Award.objects.get(amount__gte=Decimal("3028.63")) == award
    assert not Award.objects.filter(amount__gt=Decimal("3028.63")).exists()


@pytest.mark.django_db
def test_an_amount_survives_a_dump():
    AwardFactory(amount=Decimal("3028.63"))
    (award,) = deserialize("json", serialize("json", Award.objects.all()))
    assert award.object.amount == Decimal("3028.63")
