from django.urls import path

from . import views

app_name = "partners"

urlpatterns = [
    path("representatives/", views.representatives, name="representatives"),
    path("representatives/history/", views.history, name="history"),
]
