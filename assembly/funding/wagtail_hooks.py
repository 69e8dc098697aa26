"""Puts the register into the Wagtail admin."""

from django.urls import URLResolver, include, path

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from assembly.core import reports

from .classing import staff as classing
from .models import Award, AwardImport
from .reports import AwardReport
from .viewsets import FundingViewSetGroup, LookOnlyPolicy

register_permission_policy(Award, LookOnlyPolicy(Award))
register_permission_policy(AwardImport, LookOnlyPolicy(AwardImport))


@hooks.register("register_admin_viewset")
def register_funding() -> FundingViewSetGroup:
    return FundingViewSetGroup()


@hooks.register("register_admin_urls")
def register_classing() -> list[URLResolver]:
    urls = [
        path("", classing.award_list, name="award_list"),
        path("all/", classing.matching_awards, name="matching_awards"),
        path("<int:pk>/", classing.award, name="award"),
    ]
    return [path("awards/", include((urls, "funding_staff")))]


reports.register(AwardReport)
