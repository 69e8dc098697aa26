"""Cases at a step of their life. Where a service makes what a test is about, the test uses the service."""

import datetime as dt

from django.utils import timezone

from assembly.compact.cases import life
from assembly.compact.models import Case, Cited, Step, Undertaking
from tests.factories import compact
from tests.factories.consultations import OfficerFactory, act_for
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory


def case(*, at=Step.RECEIVED, on=None, undertakings=(), **facts):
    """A case of an organisation against a public body, unless the facts say otherwise."""
    on = on or timezone.localdate()
    if not {"organisation", "body", "raised"} & facts.keys():
        facts["organisation"] = OrganisationFactory()
    if not {"against_body", "against_organisation"} & facts.keys():
        facts["against_body"] = PublicBodyFactory()
    facts.setdefault("raised", "body" if facts.get("body") else "organisation")
    facts.setdefault("happened_on", on)
    facts.setdefault("account", "They gave us three days.")
    made = Case.objects.create(
        raised_at=timezone.make_aware(dt.datetime.combine(on, dt.time(9))), step=at, **facts
    )
    for one in undertakings:
        edition = (
            one.texts.filter(edition__published_at__isnull=False).latest("edition__number").edition
        )
        Cited.objects.create(case=made, undertaking=one, edition=edition)
    if at not in {Step.DRAFT, Step.RECEIVED}:
        made.acknowledged_on = on
        made.save(update_fields=["acknowledged_on"])
    life.begin(made, at, on=on)
    return made


def undertaking(number="C2", text="We give twelve weeks.", *, code="consultation"):
    """One that is in force, in an edition of its own."""
    edition = compact.draft()
    compact.write(edition, number, text, code=code)
    compact.published(edition)
    return Undertaking.objects.get(number=number)


def officer_of(body):
    """Somebody who acts for a public body, which needs no page here."""
    user = UserFactory()
    OfficerFactory(body=body, user=user)
    act_for(body, user)
    return user
