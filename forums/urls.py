from django.urls import path

from .actions.views import actions
from .actions.views import close as close_action
from .agendas import views as agendas
from .attendance.views import attendance
from .convening.views import convening, stop
from .groups import views
from .letters.views import letter, write
from .meetings import calling
from .meetings.views import calendar_of_person, meeting, meetings
from .minutes.views import minutes, own_minutes, version
from .notes.views import notes, source, withdraw
from .observers.views import observers
from .papers import views as papers
from .participants.views import own_part
from .registering import views as registering
from .removal.views import propose, removal

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
    path("calendar/groups/<str:token>.ics", calendar_of_person, name="own_calendar"),
    path(
        "my/organisations/<slug:slug>/groups/<slug:group>/",
        own_part,
        name="own_part",
    ),
    *KEPT,
    path(
        "my/organisations/<slug:slug>/groups/<slug:group>/removal/",
        removal,
        name="removal",
    ),
    path(
        "my/groups/<slug:slug>/remove/<slug:organisation>/",
        propose,
        name="propose_removal",
    ),
    path("my/groups/<slug:slug>/", convening, name="convening"),
    path("my/groups/<slug:slug>/stop/", stop, name="stop_convening"),
    path("my/groups/<slug:slug>/observers/", observers, name="observers"),
    path("my/groups/<slug:slug>/write/", write, name="write_letter"),
    path("my/groups/<slug:slug>/letters/<int:pk>/", letter, name="letter"),
    path("groups/<slug:slug>/join/", views.join, name="join"),
    path("groups/<slug:slug>/leave/", views.leave, name="leave"),
    path("groups/<slug:slug>/meetings/<int:number>/", meeting, name="meeting"),
    path("groups/<slug:slug>/meetings/", meetings, name="meetings"),
    path(
        "groups/<slug:slug>/meetings/<int:number>/register/", registering.register, name="register"
    ),
    path(
        "groups/<slug:slug>/meetings/<int:number>/withdraw/<int:pk>/",
        registering.withdraw,
        name="withdraw",
    ),
    path("my/groups/<slug:slug>/meetings/", calling.every_meeting, name="calling_all"),
    path("my/groups/<slug:slug>/meetings/new/", calling.draft, name="draft_meeting"),
    path("my/groups/<slug:slug>/meetings/<int:number>/", calling.calling, name="calling"),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/change/",
        calling.change,
        name="change_meeting",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/announce/",
        calling.announce,
        name="announce_meeting",
    ),
    path("my/groups/<slug:slug>/meetings/<int:number>/move/", calling.move, name="move_meeting"),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/cancel/",
        calling.cancel,
        name="cancel_meeting",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/people/new/",
        registering.enter_person,
        name="enter_person",
    ),
    path("groups/<slug:slug>/meetings/<int:number>/agenda/", agendas.agenda, name="agenda"),
    path("my/groups/<slug:slug>/meetings/<int:number>/agenda/new/", agendas.add, name="add_item"),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/agenda/<int:pk>/",
        agendas.change,
        name="change_item",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/agenda/<int:pk>/shift/",
        agendas.shift,
        name="shift_item",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/agenda/<int:pk>/remove/",
        agendas.remove,
        name="remove_item",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/agenda/<int:pk>/route/",
        agendas.route,
        name="route_item",
    ),
    path("my/groups/<slug:slug>/routed/<int:pk>/", agendas.answer, name="answer_routing"),
    path("groups/<slug:slug>/meetings/<int:number>/papers/<int:pk>/", papers.paper, name="paper"),
    path("my/groups/<slug:slug>/meetings/<int:number>/papers/new/", papers.add, name="add_paper"),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/papers/<int:pk>/remove/",
        papers.remove,
        name="remove_paper",
    ),
    path(
        "my/groups/<slug:slug>/meetings/<int:number>/discard/",
        calling.discard,
        name="discard_meeting",
    ),
]
