"""People and organisations: by default the least privileged valid ones."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group as Office
from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from assembly.accounts.models import OfficeTerm, User
from assembly.membership import domains, naming
from assembly.membership.models import (
    Delegate,
    District,
    Organisation,
    RegisterEntry,
    RegisterImport,
    Theme,
)


def give_office(user: User, office: str, **term) -> OfficeTerm:
    """An office without an end, unless the term says otherwise."""
    user.groups.add(Office.objects.get(name=office))
    term = {"began_on": dt.date(1990, 1, 1)} | term
    same = {"user": user, "office": office, "body_id": term.get("body_id"), "ended_on": None}
    return OfficeTerm.objects.get_or_create(**same, defaults=term)[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.LazyFunction(lambda: make_password("correct horse battery"))

    @factory.post_generation
    def office(self, create, extracted, **kwargs):
        """Name of an office of core/roles.py to hold, with all its permissions."""
        if create and extracted:
            give_office(self, extracted)


class DistrictFactory(DjangoModelFactory):
    class Meta:
        model = District
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"District {n}")
    slug = factory.Sequence(lambda n: f"district-{n}")


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Theme {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    class Params:
        applied = factory.Trait(status=Organisation.Status.APPLIED, applied_on=dt.date(2008, 9, 1))
        # Confirmed today, so that nobody is asked to do it unless a test is about that.
        member = factory.Trait(
            status=Organisation.Status.MEMBER,
            admitted_on=dt.date(2008, 3, 3),
            confirmed_on=factory.LazyFunction(timezone.localdate),
        )
        lapsed = factory.Trait(status=Organisation.Status.LAPSED, admitted_on=dt.date(2005, 3, 3))

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    legal_form = Organisation.LegalForm.ASSOCIATION


class DelegateFactory(DjangoModelFactory):
    class Meta:
        model = Delegate

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    started_on = dt.date(2008, 3, 3)


class RegisterImportFactory(DjangoModelFactory):
    class Meta:
        model = RegisterImport

    file_name = "charity.json"
    sha256 = "0" * 64


class RegisterEntryFactory(DjangoModelFactory):
    """A charity of an invented number."""

    class Meta:
        model = RegisterEntry

    class Params:
        removed = factory.Trait(status=RegisterEntry.Status.REMOVED, removed_on=dt.date(2007, 5, 3))

    org_id = factory.Sequence(lambda n: f"GB-CHC-99{n:05}")
    register = "GB-CHC"
    number = factory.LazyAttribute(lambda entry: entry.org_id.rpartition("-")[2])
    name = factory.Sequence(lambda n: f"CHARITY {n}")
    name_key = factory.LazyAttribute(lambda entry: naming.key(entry.name))
    domain = factory.LazyAttribute(lambda entry: domains.domain(entry.website))
    website = ""
    source = factory.SubFactory(RegisterImportFactory)
    line = 2
