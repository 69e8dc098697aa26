"""A person's own account, beside allauth's pages below /accounts/."""

from django.urls import path

from . import views
from .corrections.views import address_confirm

app_name = "accounts"

urlpatterns = [
    path("", views.account, name="account"),
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/download/", views.my_data_download, name="my_data_download"),
    path("close/", views.close, name="close"),
    path("new-address/<str:token>/", address_confirm, name="address_confirm"),
    path("prove/", views.prove, name="prove"),
]
