"""The Support Unit records that organisations are under common control, and which one holds their vote."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership import consequences, rules, selectors
from assembly.membership.models import Organisation, VotesThrough
from assembly.notifications.services import Message, tell_each_once


@transaction.atomic
def set_votes_through(
    organisation: Organisation,
    holder: Organisation,
    evidence: str,
    *,
    by: User,
    on: dt.date | None = None,
) -> VotesThrough:
    """From now on the organisation's vote is cast by the holder. Rolls that are frozen stay as they are."""
    organisation, holder = _lock(organisation, holder)
    rules.people.may_look_after(
        by, organisation, selectors.current_delegates(organisation)
    ).enforce()
    rules.control.may_vote_through(
        organisation,
        holder,
        holder_votes_through=selectors.votes_through([holder]).first(),
        others_through=organisation.votes_for.count(),
    ).enforce()
    stands = (
        selectors.votes_through([organisation]).filter(holder=holder, evidence=evidence).first()
    )
    if stands:  # the button was pressed twice
        return stands
    link, _ = VotesThrough.objects.update_or_create(
        organisation=organisation,
        defaults={
            "holder": holder,
            "evidence": evidence,
            "set_by": by,
            "set_on": on or timezone.localdate(),
        },
    )
    record("membership.votes_through", organisation, by=by, data={"holder": holder.pk})
    consequences.carry_out(organisation)
    _tell(organisation, holder, "membership/votes_through")
    return link


@transaction.atomic
def end_votes_through(organisation: Organisation, *, by: User) -> Organisation:
    """The organisation casts its own vote again, from the next roll on."""
    link = selectors.votes_through([organisation]).first()
    if link is None:
        raise RuleBroken(rules.control.casts_own_vote(organisation).reason)
    organisation, holder = _lock(organisation, link.holder)
    rules.people.may_look_after(
        by, organisation, selectors.current_delegates(organisation)
    ).enforce()
    if not VotesThrough.objects.filter(pk=link.pk).delete()[0]:
        raise RuleBroken(rules.control.casts_own_vote(organisation).reason)
    record("membership.votes_itself", organisation, by=by, data={"holder": holder.pk})
    _tell(organisation, holder, "membership/votes_itself")
    return organisation


def _lock(organisation: Organisation, holder: Organisation) -> tuple[Organisation, Organisation]:
    """Both in the order of their keys, so that two who link them the other way round do not wait for each other."""
    keys = {organisation.pk, holder.pk}
    locked = Organisation.objects.select_for_update().order_by("pk").in_bulk(keys)
    return locked[organisation.pk], locked[holder.pk]


def _tell(organisation: Organisation, holder: Organisation, name: str) -> None:
    tell_each_once(
        *(
            Message(
                people=selectors.leads(concerned),
                name=name,
                about=concerned,
                context={"organisation": organisation, "holder": holder},
                url=reverse("membership:own", args=[concerned.slug]),
            )
            for concerned in (organisation, holder)
        )
    )
