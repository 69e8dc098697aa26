from django.urls import path
from django.views.decorators.http import require_safe

from .feeds import ConsultationFeed
from .responding import views
from .responding.by_address import answering
from .responding.by_address import views as by_address

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
