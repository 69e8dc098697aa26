from django.urls import path

from . import views

app_name = "membership"

urlpatterns = [
    path("my/acting-for/", views.acting_switch, name="acting_switch"),
    path("my/", views.my, name="my"),
    path("members/", views.organisation_list, name="organisation_list"),
    path("members/register/", views.organisation_register, name="organisation_register"),
    path("members/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
]
