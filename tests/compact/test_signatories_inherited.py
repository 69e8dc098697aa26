"""Signatures when public bodies end and are followed, and when two records of an organisation are merged."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.models import Signature
from assembly.compact.signatories import inheriting, services
from assembly.compact.signatories.selectors import edition_signed
from assembly.compact.signatories.services import Facts
from assembly.core.models import Event
from assembly.membership import merging
from assembly.membership.services import merging as merges
from assembly.partners.bodies.services import change_body
from assembly.partners.models import Succession
from assembly.partners.succession import services as successions
from assembly.partners.succession.plans import Plan
from assembly.partners.succession.selectors import carried_over
from tests.compact.test_signatories import SEPTEMBER_2005, second_edition, sign
from tests.factories.compact import published
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def edition(db):
    return published(F1="We pay in advance.")


@pytest.fixture
def kennet(db):
    return PublicBodyFactory(name="Kennet District Council", slug="kennet")


@pytest.fixture
def salisbury(db):
    return PublicBodyFactory(name="Salisbury District Council", slug="salisbury")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")


def succession_of(*ended, heir, dev, day=None):
    """Confirmed and due, as the job of the night finds it."""
    board = UserFactory(office="Assembly Board")
    plan = Plan(kind="body", ended=list(ended), day=day or timezone.localdate(), successor=heir)
    return successions.confirm(successions.prepare(plan, "An order.", by=dev), by=board)


def test_the_successor_inherits_once_what_several_had_signed(
    edition, kennet, salisbury, council, dev
):
    old = [sign(edition, body) for body in (kennet, salisbury)]
    succession_of(kennet, salisbury, heir=council, dev=dev)
    today = timezone.localdate()
    made = Signature.objects.get(body=council)
    assert (made.way, made.signed_on, made.edition) == ("inherited", today, edition)
    assert list(made.inherited_from.order_by("pk")) == old
    ends = Signature.objects.filter(pk__in=[one.pk for one in old])
    assert set(ends.values_list("ended_on", flat=True)) == {today}
    first = ends.get(body=kennet)
    assert (
        first.ended_because == "Kennet District Council ended, and Wiltshire Council succeeded it."
    )
    assert edition_signed(council, today) == edition
    assert edition_signed(kennet, today - DAY) == edition


def test_carried_over_twice_changes_nothing(edition, kennet, council, dev):
    sign(edition, kennet)
    made = succession_of(kennet, heir=council, dev=dev)
    before = list(Signature.objects.order_by("pk").values())
    inheriting.on_succession(Succession.objects.get(pk=made.pk))
    kennet.refresh_from_db()
    inheriting.on_change(kennet)
    assert list(Signature.objects.order_by("pk").values()) == before
    assert Event.objects.filter(name="compact.signature_inherited").count() == 1


def test_a_successor_that_signed_itself_is_only_linked(edition, kennet, council, dev):
    former, own = sign(edition, kennet), sign(edition, council)
    succession_of(kennet, heir=council, dev=dev)
    assert Signature.objects.filter(body=council).count() == 1
    own.refresh_from_db()
    assert (own.way, own.signed_on, list(own.inherited_from.all())) == (
        "signed",
        SEPTEMBER_2005,
        [former],
    )


def test_each_edition_is_inherited_by_itself(edition, kennet, salisbury, council, dev):
    newer = second_edition()
    sign(edition, kennet)
    sign(newer, salisbury, dt.date(2010, 4, 1))
    succession_of(kennet, salisbury, heir=council, dev=dev)
    assert {one.edition for one in council.signatures.all()} == {edition, newer}


def test_what_had_ended_before_is_not_inherited(edition, kennet, council, dev):
    made = sign(edition, kennet)
    services.end(made, dt.date(2009, 1, 5), "The cabinet withdrew.", by=None)
    succession_of(kennet, heir=council, dev=dev)
    assert not council.signatures.exists()
    made.refresh_from_db()
    assert made.ended_because == "The cabinet withdrew."


def test_what_the_successor_withdrew_does_not_come_back(edition, kennet, council, dev):
    sign(edition, kennet)
    made = succession_of(kennet, heir=council, dev=dev)
    today = timezone.localdate()
    services.end(council.signatures.get(), today, "The new cabinet withdrew.", by=None)
    inheriting.on_succession(made)
    assert council.signatures.count() == 1
    assert edition_signed(council, today) is None


def test_a_succession_to_come_changes_nothing_before_its_day(edition, kennet, council, dev):
    sign(edition, kennet)
    succession_of(kennet, heir=council, dev=dev, day=timezone.localdate() + DAY)
    assert not council.signatures.exists()
    assert edition_signed(kennet, timezone.localdate()) == edition


def test_an_old_signature_of_a_body_that_was_followed_is_passed_on_at_once(
    edition, kennet, council
):
    heir = PublicBodyFactory(name="Wessex Council", slug="wessex")
    council.ended_on, council.successor = dt.date(2020, 4, 1), heir
    council.save()
    kennet.ended_on, kennet.successor = dt.date(2009, 4, 1), council
    kennet.save()
    sign(edition, kennet)
    assert council.signatures.get().signed_on == dt.date(2009, 4, 1)
    assert heir.signatures.get().signed_on == dt.date(2020, 4, 1)


def test_a_body_whose_end_and_successor_are_written_elsewhere_passes_on(edition, kennet, council):
    sign(edition, kennet)
    kennet.ended_on, kennet.successor = dt.date(2009, 4, 1), council
    change_body(kennet, ["ended_on", "successor"], by=None)
    assert council.signatures.get().signed_on == dt.date(2009, 4, 1)


def test_the_preview_of_a_succession_counts_them(edition, kennet, salisbury, council):
    sign(edition, kennet)
    sign(edition, salisbury)
    plan = Plan(
        kind="body",
        ended=[kennet, salisbury],
        day=timezone.localdate() + DAY,
        successor=council,
    )
    [said] = [one for one in carried_over(plan) if "Compact" in one]
    assert said.startswith("2 signatures to the Compact (Wiltshire Compact, edition of September")


# Records of an organisation that are merged


def merge(kept, gone, dev):
    made = merges.propose_merge(kept, gone, "One committee.", by=dev)
    shown = merging.digest(made.kept, made.gone)
    merges.confirm_merge(made, shown=shown, by=UserFactory(office="Assembly Board"))


def test_of_two_signatures_the_earlier_goes_on_and_none_is_lost(edition, member, dev):
    gone = OrganisationFactory(name="Kennet Carer's", member=True)
    later = sign(edition, member, SEPTEMBER_2005 + 9 * DAY, name="Kennet Carers")
    earlier = sign(edition, gone, name="Kennet Carer's")
    merge(member, gone, dev)
    earlier.refresh_from_db()
    later.refresh_from_db()
    assert (earlier.organisation, earlier.ended_on) == (member, None)
    assert (later.organisation, later.ended_on) == (member, timezone.localdate())
    assert "Its signature of 1 September 2005 goes on" in later.ended_because


def test_signatures_to_other_editions_and_exceptions_move(edition, member, dev):
    gone = OrganisationFactory(name="Kennet Carer's", member=True)
    newer = second_edition()
    sign(edition, member)
    moved = sign(newer, gone, dt.date(2010, 4, 1))
    exempt = services.Exempt(edition=edition, name="Kennet Carer's", organisation=gone)
    exception = services.except_from(exempt, by=dev)
    merge(member, gone, dev)
    moved.refresh_from_db()
    exception.refresh_from_db()
    assert (moved.organisation, moved.ended_on) == (member, None)
    assert exception.organisation == member


def test_the_form_of_a_merge_is_not_misled_by_what_ended(edition, member, dev):
    gone = OrganisationFactory(name="Kennet Carer's", member=True)
    services.end(sign(edition, gone), dt.date(2009, 1, 5), "Left it.", by=None)
    own = sign(edition, member)
    merge(member, gone, dev)
    own.refresh_from_db()
    assert own.ended_on is None
    assert member.signatures.count() == 2


def test_facts_say_whether_they_are_of_an_inherited_one():
    assert Facts(signed_on=SEPTEMBER_2005, predecessors="its PCTs").is_inherited
    assert not Facts(signed_on=SEPTEMBER_2005, predecessors=" ").is_inherited
