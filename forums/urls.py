from django.urls import path

from .convening.views import convening, stop
from .groups import views
from .letters.views import letter, write
from .meetings.views import meeting
from .observers.views import observers
from .participants.views import own_part
from .removal.views import propose, removal

app_name = "forums"

urlpatterns = [
    path(
        "my/organisations/<slug:slug>/groups/<slug:group>/",
        own_part,
        name="own_part",
    ),
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
]
