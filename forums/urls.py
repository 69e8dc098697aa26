from django.urls import path

from .actions.views import actions
from .actions.views import close as close_action
from .attendance.views import attendance
from .convening.views import convening
from .groups import views
from .meetings.views import meeting
from .minutes.views import minutes, own_minutes, version
from .notes.views import notes, source, withdraw

app_name = "forums"

# What is kept of a meeting: the convenor's pages, and what everybody reads.
OWN = "my/groups/<slug:slug>/meetings/<int:number>/"
KEPT = [
    path(f"{OWN}attendance/", attendance, name="attendance"),
    path(f"{OWN}notes/", notes, name="notes"),
    path(f"{OWN}notes/<int:note>/withdraw/", withdraw, name="note_withdraw"),
    path(f"{OWN}notes/<int:note>/source/", source, name="note_source"),
    path(f"{OWN}minutes/", own_minutes, name="own_minutes"),
    path(f"{OWN}actions/", actions, name="actions"),
    path("my/actions/<int:pk>/", close_action, name="action_close"),
    path("groups/<slug:slug>/meetings/<int:number>/minutes/", minutes, name="minutes"),
    path(
        "groups/<slug:slug>/meetings/<int:number>/minutes/<int:which>/",
        version,
        name="minutes_version",
    ),
]

urlpatterns = [
    *KEPT,
    path("my/groups/<slug:slug>/", convening, name="convening"),
    path("groups/<slug:slug>/join/", views.join, name="join"),
    path("groups/<slug:slug>/leave/", views.leave, name="leave"),
    path("groups/<slug:slug>/meetings/<int:number>/", meeting, name="meeting"),
]
