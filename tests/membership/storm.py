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


def register(facts: dict[str, str]) -> list[str]:
    """Everybody registers the same organisation."""

    def act(person: User) -> None:
        organisation = Organisation(name="Hazelmarsh Jam Makers", legal_form="group", **facts)
        joining.register_organisation(
            organisation, declarations={}, districts=[], themes=[], by=person
        )

    return together(act, list(User.objects.all()))


def register_at_one_postcode() -> list[str]:
    return register({"postcode": "SN10 1AA"})


def register_without_postcode() -> list[str]:
    return register({})


def register_with_one_number() -> list[str]:
    return register({"org_id": "GB-CHC-9900001"})


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
