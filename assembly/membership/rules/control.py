"""Which of several organisations under common control holds their one vote (docs/design.md)."""

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Organisation, VotesThrough


def may_vote_through(
    organisation: Organisation,
    holder: Organisation,
    *,
    holder_votes_through: VotesThrough | None,
    others_through: int,
) -> Ruling:
    """One step from an organisation to its vote-holder, who is a member and votes for itself.

    `others_through` is how many organisations vote through this one already.
    """
    if organisation.pk == holder.pk:
        return refused("Name another organisation: each casts its own vote without this.")
    if not holder.is_member:
        return refused(f"{holder.name} is not a member, so it cannot hold a vote.")
    if holder_votes_through:
        return refused(
            f"{holder.name} votes through {holder_votes_through.holder.name} itself: "
            f"name {holder_votes_through.holder.name}."
        )
    if others_through:
        return refused(
            f"{in_words(others_through, 'other organisations vote', one='other organisation votes')} through "
            f"{organisation.name}: name {organisation.name} the vote-holder instead, or change those first."
        )
    return ALLOWED


def casts_own_vote(organisation: Organisation) -> Ruling:
    """There is no vote-holder to take away, or no more."""
    return refused(f"{organisation.name} casts its own vote.")


def votes_through_sentence(link: VotesThrough) -> str:
    """What an organisation without a vote of its own reads."""
    sentence = (
        f"{link.organisation.name} votes through {link.holder.name}: "
        "the two are under common control, and have one vote between them."
    )
    if not link.holder.is_member:
        sentence += (
            f" {link.holder.name} is not a member at present: "
            "ask the Support Unit to name another vote-holder."
        )
    return sentence
