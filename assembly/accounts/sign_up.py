"""The form with which a person signs up. It takes as long for an address with an account as for one without."""

from copy import copy
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from allauth.account.forms import SignupForm as AllauthForm

from .models import User


class SignupForm(AllauthForm):
    """allauth's form with our fields (`forms.SignupForm`), in one transaction.

    For an address that is known allauth only writes a mail. Hashing a password takes a quarter of a second, so whoever
    has a watch would learn who has an account here: the same account is made for nobody, and taken back.
    """

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.account_already_exists:
            self._make_and_take_back(request)
        with transaction.atomic():
            tried: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return tried

    def _make_and_take_back(self, request: HttpRequest) -> None:
        nobody: Any = copy(self)
        nobody.account_already_exists = False
        nobody.cleaned_data = {**self.cleaned_data, "email": f"{uuid4().hex}@nobody.invalid"}
        with transaction.atomic():
            nobody.save(request)
            transaction.set_rollback(True)
