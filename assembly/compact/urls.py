from django.urls import path

from . import views

app_name = "compact"

urlpatterns = [
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
