"""What Wagtail lets people do with the pages of consultations, whatever their rights on pages are.

Wagtail offers many ways to publish and to take away: the button, bulk actions, schedules, copies, aliases, moves.
For these pages there is one, the Board's approval, which calls `services.publish_consultation`. So the others are
refused here, for everybody; what reaches the model all the same is refused by `ConsultationPage` itself.
"""

from django.utils import timezone

from wagtail.models import PagePermissionTester

from assembly.core.pages import KeptAddressTester
from assembly.partners.selectors import bodies_of


class FixedAddressTester(KeptAddressTester):
    """For pages below which the Board's approval publishes, and nothing else."""

    def can_publish_subpage(self) -> bool:
        return False


class ConsultationTester(FixedAddressTester):
    """For a consultation: published by the Board's approval alone; only a draft can be deleted, by its own body."""

    def can_publish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        consultation = self.page.specific.consultation
        if consultation.is_published or not self._is_theirs(consultation.body_id):
            return False
        return PagePermissionTester.can_delete(self, ignore_bulk)

    def _is_theirs(self, body: int) -> bool:
        """An officer of the body, or the person who began the draft for it."""
        if self.page.owner_id == self.user.pk:
            return True
        return bodies_of(self.user, timezone.localdate()).filter(pk=body).exists()
