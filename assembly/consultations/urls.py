from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import ConsultationFeed
from .responding import views

app_name = "consultations"

# consultations/<body>/<consultation>/ itself is a page of the tree
urlpatterns = [
    path("feeds/consultations.atom", require_safe(ConsultationFeed()), name="feed"),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/", views.response_send, name="response_send"
    ),
    path(
        "consultations/<slug:body>/<slug:slug>/respond/sent/",
        views.response_sent,
        name="response_sent",
    ),
]
