from django.urls import path
from django.views.decorators.http import require_safe

from .asking import views as asking
from .feeds import ConsultationFeed
from .responding import views
from .responding.by_address import answering
from .responding.by_address import views as by_address

app_name = "consultations"

RESPOND = "consultations/<slug:body>/<slug:slug>/respond/"
QUESTIONS = "consultations/<slug:body>/<slug:slug>/questions/"

# consultations/<body>/<consultation>/ itself is a page of the tree
urlpatterns = [
    path("feeds/consultations.atom", require_safe(ConsultationFeed()), name="feed"),
    *(
        path(f"{QUESTIONS}{page}", view, name=name)
        for page, view, name in (
            ("", asking.questions, "questions"),
            ("version-<int:number>/", asking.questions_earlier, "questions_earlier"),
            ("large-print/", asking.questions_large, "questions_large"),
            ("discussion/", asking.questions_discussion, "questions_discussion"),
        )
    ),
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
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/",
        by_address.respond_by_address,
        name="respond_by_address",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/code/",
        by_address.response_code,
        name="response_code",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/answers/",
        answering.respond_as_confirmed,
        name="respond_as_confirmed",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/answers/section/<int:number>/",
        answering.confirmed_section,
        name="confirmed_section",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/answers/statement/",
        answering.confirmed_statement,
        name="confirmed_statement",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/answers/check/",
        answering.confirmed_check,
        name="confirmed_check",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/answers/sent/",
        answering.confirmed_sent,
        name="confirmed_sent",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/finish/",
        by_address.response_finish,
        name="response_finish",
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/yourself/link/",
        by_address.response_link_again,
        name="response_link_again",
    ),
    path("responses/<str:token>/", by_address.response_link, name="response_link"),
]
