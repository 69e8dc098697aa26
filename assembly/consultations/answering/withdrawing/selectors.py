"""Who decides about the publication of a response."""

from django.contrib.contenttypes.models import ContentType

from assembly.accounts.models import User
from assembly.consultations.models import Response
from assembly.consultations.respondents import groups_of
from assembly.membership.models import Organisation


def speaks_for_response(user: User, response: Response) -> bool:
    """A delegate of the organisation, or the convenor of the group."""
    if response.organisation_id:
        return Organisation.objects.acted_for_by(user).filter(pk=response.organisation_id).exists()
    of = ContentType.objects.get_for_model
    return any(
        (of(one.group).pk, one.group.pk) == (response.group_type_id, response.group_id)
        for one in groups_of(user)
    )
