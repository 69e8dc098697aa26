"""Amounts of money, by the name that the migrations of the funding register know them by."""

from assembly.core.money import LARGEST, PENCE, MoneyField

__all__ = ["LARGEST", "PENCE", "MoneyField"]
