"""Many people at once at the door, in a process of its own: see `tests.storm`."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from assembly.accounts.models import User
from assembly.core.rules import RuleBroken
from assembly.membership.models import Claim, Organisation
from assembly.membership.services import claims, joining


def together(act, people: list[User]) -> list[str]:
    """Let them all act at the same moment; for each the refusal they read, or nothing."""
    barrier = threading.Barrier(len(people))

    def in_thread(person: User) -> str:
        barrier.wait()
        try:
            act(person)
        except RuleBroken as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(people)) as threads:
        return list(threads.map(in_thread, people))


ONE_NAME = ("Hazelmarsh Jam Makers",)
NAMES = (
    *ONE_NAME,
    "Zeals Youth",
    "Box Bellringers",
    "Urchfont Wheelers",
    "Calne Carers",
    "Dilton Drama",
    "Mere Museum",
    "Potterne Pantry",
)


def register(facts: dict[str, str], names: tuple[str, ...] = ONE_NAME) -> list[str]:
    """Everybody registers the same organisation."""

    def act(person: User) -> None:
        name = names[person.pk % len(names)]
        organisation = Organisation(name=name, legal_form="group", **facts)
        joining.register_organisation(
            organisation, declarations={}, districts=[], themes=[], by=person
        )

    return together(act, list(User.objects.all()))


def register_at_one_postcode() -> list[str]:
    return register({"postcode": "SN10 1AA"})


def register_without_postcode() -> list[str]:
    return register({})


def register_with_one_number() -> list[str]:
    """Under names that are not alike, so that nothing but the number says that it is the same."""
    return register({"org_id": "GB-CHC-9900001"}, NAMES)


def guess() -> list[str]:
    """Wrong codes, all sent at once."""
    claim = Claim.objects.select_related("user", "organisation").get()
    return together(
        lambda person: claims.check_claim_code(claim, f"{person.pk:06}"), list(User.objects.all())
    )


def ask_for_codes() -> list[str]:
    """Everybody claims the same organisation by a code."""
    organisation = Organisation.objects.get()
    return together(
        lambda person: claims.send_claim_code(organisation, "a@ashmere.example.org", by=person),
        list(User.objects.all()),
    )


def prove() -> list[str]:
    """The right code, which is stored in the evidence for this test, sent many times at once."""
    claim = Claim.objects.select_related("user", "organisation").get()
    people = list(User.objects.all())[:4]
    return together(lambda _: claims.check_claim_code(claim, claim.evidence), people)
