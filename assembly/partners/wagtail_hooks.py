"""Puts the screens for partners and seats into the Wagtail admin."""

from django.urls import path

from wagtail import hooks

from assembly.core.menu import screens, show

from . import staff
from .scorecard import staff as scorecards
from .scorecard.replies import sees_any
from .succession import staff as succession_staff
from .viewsets import PartnersViewSetGroup

hooks.register("register_admin_viewset", PartnersViewSetGroup)

screens(
    "representatives/",
    "partners_staff",
    [
        path("", staff.seat_list, name="seat_list"),
        path("<int:pk>/appoint/", staff.appoint, name="appoint"),
        path("appointments/<int:pk>/end/", staff.end, name="end"),
        path("appointments/<int:pk>/", staff.appointment, name="appointment"),
        path("appointments/<int:pk>/signed-code/", staff.signed_code, name="signed_code"),
        path("appointments/<int:pk>/interests/", staff.interests, name="interests"),
        path("appointments/<int:pk>/meetings/<int:meeting_pk>/", staff.report, name="report"),
    ],
)
screens(
    "successions/",
    "succession_staff",
    [
        path("", succession_staff.succession_list, name="list"),
        path("new/<slug:kind>/", succession_staff.prepare, name="prepare"),
        path("<int:pk>/", succession_staff.succession, name="succession"),
    ],
)
show("Successions", "succession_staff:list", succession_staff.MAY_PREPARE, "redirect", 215)
show("Representatives", "partners_staff:seat_list", "partners.appoint_representative", "pick", 160)
screens(
    "scorecards/",
    "scorecards_staff",
    [
        path("", scorecards.scorecard_list, name="scorecard_list"),
        path("<slug:slug>/", scorecards.scorecard, name="scorecard"),
    ],
)
show("Scorecard", "scorecards_staff:scorecard_list", sees_any, "tasks", 213)
