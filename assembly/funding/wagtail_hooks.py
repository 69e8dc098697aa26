"""Puts the register into the Wagtail admin."""

from django.urls import path

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from assembly.core.menu import screens

from .classing import staff as classing
from .models import Award, AwardImport
from .viewsets import FundingViewSetGroup, LookOnlyPolicy

register_permission_policy(Award, LookOnlyPolicy(Award))
register_permission_policy(AwardImport, LookOnlyPolicy(AwardImport))
hooks.register("register_admin_viewset", FundingViewSetGroup)

screens(
    "awards/",
    "funding_staff",
    [
        path("", classing.award_list, name="award_list"),
        path("all/", classing.matching_awards, name="matching_awards"),
        path("<int:pk>/", classing.award, name="award"),
    ],
)
