"""What becomes of responses when two records of one organisation are merged."""

from assembly.accounts.models import User
from assembly.core.passages.services import move_comments
from assembly.membership.models import Organisation

from .models import EventAttendance, Response
from .models.events import MOST_PEOPLE


def move_responses(kept: Organisation, gone: Organisation, by: User) -> None:
    """Two responses to one consultation become one: their versions are put in order, and the newest counts."""
    move_comments(gone, kept)
    own = {response.consultation_id: response for response in kept.responses.all()}
    for response in gone.responses.all():
        if response.consultation_id in own:
            _join(own[response.consultation_id], response)
        else:
            response.organisation = kept
            response.save(update_fields=["organisation"])


def _join(stays: Response, goes: Response) -> None:
    versions = sorted(
        [*stays.versions.all(), *goes.versions.all()], key=lambda one: (one.sent_at, one.pk)
    )
    # First clear of the numbers already taken, then into place.
    for start in (len(versions) + 1, 1):
        for number, version in enumerate(versions, start=start):
            version.response, version.number = stays, number
            version.save(update_fields=["response", "number"])
    _keep_secret(stays, goes)
    goes.delete()


def _keep_secret(stays: Response, goes: Response) -> None:
    """What was hidden, or lost its sender's consent, is not public again because two records became one."""
    secret = {
        "hidden_at": ("hidden_at", "hidden_by", "hidden_because"),
        "consent_withdrawn_at": ("consent_withdrawn_at", "consent_withdrawn_because"),
    }
    for name, facts in secret.items():
        if getattr(goes, name) and not getattr(stays, name):
            for fact in facts:
                setattr(stays, fact, getattr(goes, fact))
    stays.save(update_fields=[fact for facts in secret.values() for fact in facts])


def join_attendances(kept: Organisation, gone: Organisation, by: User) -> None:
    """Where both came to one event, the people of both count for the record that stays."""
    own = {one.event_id: one for one in EventAttendance.objects.filter(organisation=kept)}
    for attendance in EventAttendance.objects.filter(organisation=gone):
        if there := own.get(attendance.event_id):
            there.people = min(there.people + attendance.people, MOST_PEOPLE)
            there.save(update_fields=["people"])
            attendance.delete()
        else:
            attendance.organisation = kept
            attendance.save(update_fields=["organisation"])
