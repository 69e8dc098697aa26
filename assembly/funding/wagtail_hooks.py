"""Puts the register into the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from assembly.core import reports

from .models import Award, AwardImport
from .reports import AwardReport
from .viewsets import FundingViewSetGroup, LookOnlyPolicy

register_permission_policy(Award, LookOnlyPolicy(Award))
register_permission_policy(AwardImport, LookOnlyPolicy(AwardImport))


@hooks.register("register_admin_viewset")
def register_funding() -> FundingViewSetGroup:
    return FundingViewSetGroup()


reports.register(AwardReport)
