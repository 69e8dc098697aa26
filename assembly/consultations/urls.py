from django.urls import path
from django.views.decorators.http import require_safe

from .asking import views as asking
from .feeds import ConsultationFeed
from .responding import views

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
]
