"""Amounts of money: Decimal in Python, whole pence in the database."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

PENCE = Decimal("0.01")
LARGEST = Decimal("999999999999.99")


def read_money(written: str) -> Decimal:
    """An amount as `str` writes it; ValueError for anything else."""
    try:
        amount = Decimal(written)
        if not amount.is_finite() or abs(amount) > LARGEST or amount != amount.quantize(PENCE):
            raise ValueError(f"“{written}” is not an amount of money.")
    except ArithmeticError as error:
        raise ValueError(f"“{written}” is not an amount of money.") from error
    return amount


class MoneyField(models.Field):  # type: ignore[type-arg]  # no brackets when it runs
    """An amount with two decimal places, kept as whole pence.

    SQLite has no decimal numbers: it adds a DecimalField up in floats. Whole numbers are added exactly on every
    database, so a total is right to the penny however many rows it has.
    """

    description = "An amount of money"

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def from_db_value(
        self, value: int | Decimal | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2).quantize(PENCE)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            amount = Decimal(str(value))
            if not amount.is_finite() or amount != amount.quantize(PENCE):
                raise ValidationError(f"“{value}” is not an amount in pounds and pence.")
        except ArithmeticError as error:
            raise ValidationError(f"“{value}” is not an amount of money.") from error
        return amount.quantize(PENCE)

    def get_prep_value(self, value: Any) -> int | None:
        amount = self.to_python(super().get_prep_value(value))
        return None if amount is None else int(amount.scaleb(2))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(
            **{"form_class": forms.DecimalField, "decimal_places": 2, "max_digits": 14, **kwargs}
        )
