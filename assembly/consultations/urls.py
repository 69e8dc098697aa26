from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import ConsultationFeed, NarrowedFeed
from .responding import views
from .telling.choosing.views import choices
from .telling.following import views as following

app_name = "consultations"

# consultations/<body>/<consultation>/ itself is a page of the tree
urlpatterns = [
    path("my/consultations/", choices, name="choices"),
    path("consultations/follow/", following.follow, name="follow"),
    path(
        "consultations/follow/confirm/<str:token>/",
        following.follow_confirm,
        name="follow_confirm",
    ),
    path("consultations/follow/stop/<str:token>/", following.follow_stop, name="follow_stop"),
    path("feeds/consultations.atom", require_safe(ConsultationFeed()), name="feed"),
    path(
        "feeds/consultations/<slug:kind>/<slug:slug>.atom",
        require_safe(NarrowedFeed()),
        name="feed_of",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/", views.response_send, name="response_send"
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/sent/",
        views.response_sent,
        name="response_sent",
    ),
]
