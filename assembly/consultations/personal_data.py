"""What is held about a person who answered for an organisation, or published for a body."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .asking.said import whole
from .models import Backing, Consultation, ResponseDraft, ResponseVersion


def data_about(user: User) -> Iterable[DataPart]:
    versions = ResponseVersion.objects.filter(sent_by=user).select_related(
        "response__organisation", "response__consultation"
    )
    yield DataPart(
        "Responses you sent for an organisation or a group",
        tuple(
            {
                "consultation": str(version.response.consultation),
                "for": version.response.respondent,
                "sent at": version.sent_at,
                "text": whole(version),
            }
            for version in versions
        ),
    )
    drafts = ResponseDraft.objects.filter(saved_by=user).select_related(
        "consultation__page", "organisation"
    )
    yield DataPart(
        "Drafts of responses that you saved last",
        tuple(
            {"consultation": str(mine.consultation), "saved at": mine.saved_at} for mine in drafts
        ),
    )
    taken_off = Backing.objects.filter(taken_off_by=user).select_related(
        "response__consultation__page", "organisation"
    )
    yield DataPart(
        "Names of organisations you took off the response of a group",
        tuple(
            {
                "consultation": str(mine.response.consultation),
                "organisation": str(mine.organisation),
                "at": mine.taken_off_at,
            }
            for mine in taken_off
        ),
    )
    published = Consultation.objects.filter(published_by=user).order_by("pk")
    yield DataPart(
        "Consultations you published",
        tuple({"consultation": str(mine), "at": mine.published_at} for mine in published),
    )
