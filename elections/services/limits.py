"""The limits of a contest's spread are stored with it."""

from elections.models import Contest, SpreadLimit, areas_named


def keep(contest: Contest) -> None:
    """Store the limits that were set on a contest, each with the key of the theme or district that it names."""
    limits = contest.limits
    known = areas_named(contest.spread_by, [limit.name for limit in limits])
    contest.limit_rows.all().delete()
    for order, limit in enumerate(limits):
        row = SpreadLimit(
            contest=contest,
            order=order,
            name=limit.name,
            minimum=limit.minimum,
            maximum=limit.maximum,
        )
        if area := limit.area or known.get(limit.name):
            setattr(row, f"{contest.spread_by}_id", area)
        row.save()
