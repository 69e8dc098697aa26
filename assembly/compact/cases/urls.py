"""Addresses of cases: what everybody reads is below `compact/cases/`, what those in a case do below `my/cases/`."""

from django.urls import path

from . import views
from .hearing import urls as hearing
from .register import views as public
from .stopping import urls as stopping

urlpatterns = [
    path("compact/cases/<slug:reference>/", public.case, name="case"),
    path("my/cases/<slug:reference>/", views.my_case, name="my_case"),
    *hearing.urlpatterns,
    *stopping.urlpatterns,
]
