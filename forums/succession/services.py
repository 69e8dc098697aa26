"""On the day of a succession: the forum of the successor is founded where there is none, and the members are in it."""

import datetime as dt

from django.db import transaction

from assembly.core.addressed import free_address
from assembly.core.events import change, record
from assembly.partners.models import Succession
from forums.groups.services import make_group_pages
from forums.models import Group, GroupMembership
from forums.participants import services as participants

from . import selectors


@transaction.atomic
def carry_over(succession: Succession) -> None:
    """The members of each forum that ended are members of the successor's, from the day; safe to run twice."""
    if succession.district is None:
        return
    ended = list(selectors.forums_of(*succession.districts.all()))
    if not ended:
        return
    heir = selectors.forums_of(succession.district).first() or _found(succession, ended[0])
    for group in ended:
        _carry(group, heir, succession.day)


def _found(succession: Succession, like: Group) -> Group:
    """With the remit of the first that ended, which the Support Unit then words for the new area."""
    district = succession.district
    wanted = (
        succession.forum_name,
        f"{district} Forum",
        f"{district} Forum of {succession.day.year}",
    )
    taken = set(Group.objects.filter(name__in=wanted).values_list("name", flat=True))
    name = next(one for one in wanted if one and one not in taken)  # taken since it was confirmed
    forum = Group.objects.create(
        name=name,
        slug=free_address(Group, name),
        kind=Group.Kind.DISTRICT,
        remit=like.remit,
        district=district,
    )
    record(change(Group, "added"), forum, by=None)
    make_group_pages()
    return forum


def _carry(group: Group, heir: Group, day: dt.date) -> None:
    """Who is there already stays as they are; suspended organisations keep their place."""
    places = list(group.memberships.current().select_for_update().order_by("pk"))
    there = set(heir.memberships.current().values_list("organisation", flat=True))
    GroupMembership.objects.bulk_create(
        (
            GroupMembership(group=heir, organisation_id=place.organisation_id, joined_on=day)
            for place in places
            if place.organisation_id not in there
        ),
        ignore_conflicts=True,  # joined in this moment
    )
    now_there = {place.organisation_id: place for place in heir.memberships.current()}
    participants.carry_over([(place, now_there[place.organisation_id]) for place in places], on=day)
    group.memberships.filter(pk__in=[place.pk for place in places]).update(left_on=day)
    if places:
        record(
            "forums.carried_over",
            heir,
            by=None,
            data={"from": group.pk, "day": day, "organisations": len(places)},
        )
