"""What is held about a person who answered for an organisation, or published for a body."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .asking.said import whole
from .models import Consultation, ResponseVersion


def data_about(user: User) -> Iterable[DataPart]:
    versions = ResponseVersion.objects.filter(sent_by=user).select_related(
        "response__organisation", "response__consultation"
    )
    yield DataPart(
        "Responses you sent for an organisation",
        tuple(
            {
                "consultation": str(version.response.consultation),
                "organisation": str(version.response.organisation),
                "sent at": version.sent_at,
                "text": whole(version),
            }
            for version in versions
        ),
    )
    published = Consultation.objects.filter(published_by=user).order_by("pk")
    yield DataPart(
        "Consultations you published",
        tuple({"consultation": str(mine), "at": mine.published_at} for mine in published),
    )
