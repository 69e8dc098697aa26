"""Which file is taken in, and when it may be applied or discarded."""

from django.template.defaultfilters import filesizeformat

from assembly.core.rules import ALLOWED, Ruling, refused

from .models import Upload

State = Upload.State


def may_be_received(file_name: str, size: int, largest: int) -> Ruling:
    if not size:
        return refused(f"{file_name} is empty: choose the file again.")
    if size > largest:
        limit = filesizeformat(largest).replace("\xa0", " ")
        return refused(f"{file_name} is larger than {limit}: split it into several files.")
    return ALLOWED


def may_be_applied(upload: Upload) -> Ruling:
    """Only what was checked, and is in order."""
    if upload.state == State.RECEIVED:
        return refused(f"{upload} is still being checked. Look again in a moment.")
    if upload.state != State.CHECKED:
        return refused(f"{upload} has already been applied, or is being applied now.")
    if upload.is_refused:
        return refused(f"{upload} cannot be applied: correct the file and upload it again.")
    return ALLOWED


def may_be_discarded(upload: Upload) -> Ruling:
    if upload.state in {State.ORDERED, State.APPLIED}:
        return refused(f"{upload} has already been applied, or is being applied now.")
    return ALLOWED
