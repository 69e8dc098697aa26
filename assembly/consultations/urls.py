from django.urls import path
from django.views.decorators.http import require_safe

from .asking import views as asking
from .feeds import ConsultationFeed
from .responding import views

app_name = "consultations"

# consultations/<body>/<consultation>/ itself is a page of the tree
urlpatterns = [
    path("feeds/consultations.atom", require_safe(ConsultationFeed()), name="feed"),
    path("consultations/<slug:body>/<slug:slug>/questions/", asking.questions, name="questions"),
    path(
        "consultations/<slug:body>/<slug:slug>/questions/version-<int:number>/",
        asking.questions_earlier,
        name="questions_earlier",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/questions/large-print/",
        asking.questions_large,
        name="questions_large",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/questions/discussion/",
        asking.questions_discussion,
        name="questions_discussion",
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
