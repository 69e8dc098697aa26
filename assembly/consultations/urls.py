from django.urls import path
from django.views.decorators.http import require_safe

from .asking import views as asking
from .feeds import ConsultationFeed
from .responding import views

app_name = "consultations"

RESPOND = "consultations/<slug:body>/<slug:slug>/respond/"

# consultations/<body>/<consultation>/ itself is a page of the tree
urlpatterns = [
    path("feeds/consultations.atom", require_safe(ConsultationFeed()), name="feed"),
    *(
        path(f"{RESPOND}{page}", view, name=name)
        for page, view, name in (
            ("", views.response_send, "response_send"),
            ("ways/", views.response_ways, "response_ways"),
            ("section/<int:number>/", views.response_section, "response_section"),
            ("statement/", views.response_statement, "response_statement"),
            ("check/", views.response_check, "response_check"),
            ("sent/", views.response_sent, "response_sent"),
            ("agreed/<int:pk>/", views.backing, "backing"),
        )
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
