"""What Wagtail lets people do with the pages of consultations, whatever their rights on pages are.

Wagtail offers many ways to publish and to take away: the button, bulk actions, schedules, copies, aliases, moves.
For these pages there is one, the Board's approval, which calls `services.publish_consultation`. So the others are
refused here, for everybody; what reaches the model all the same is refused by `ConsultationPage` itself.
"""

from wagtail.models import Page, PagePermissionTester


class FixedAddressTester(PagePermissionTester):
    """For pages whose address, and that of all below them, never changes: no moving, copying, hiding, deleting."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False


class ConsultationTester(FixedAddressTester):
    """For a consultation: published by the Board's approval alone; only a draft can be deleted."""

    def can_publish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        if self.page.specific.consultation.is_published:
            return False
        return PagePermissionTester.can_delete(self, ignore_bulk)
