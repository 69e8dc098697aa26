"""Addresses under /my/notifications/."""

from django.urls import path

from . import views

app_name = "notifications"

urlpatterns = [
    path("my/notifications/", views.notification_list, name="notification_list"),
    path("my/notifications/preferences/", views.preferences, name="preferences"),
    path("my/notifications/off/<str:token>/", views.turn_off, name="turn_off"),
    path("my/notifications/read/", views.notification_read_all, name="notification_read_all"),
    path("my/notifications/<int:pk>/read/", views.notification_read, name="notification_read"),
]
