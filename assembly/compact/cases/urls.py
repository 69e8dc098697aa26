"""Addresses of cases: what everybody reads is below `compact/cases/`, what those in a case do below `my/cases/`."""

from django.urls import path

from . import views
from .lists import views as lists
from .raising import views as raising
from .register import views as public
from .settling import views as settling

urlpatterns = [
    path("compact/cases/<slug:reference>/", public.case, name="case"),
    path("my/cases/", lists.my_cases, name="my_cases"),
    path("my/cases/raise/", raising.raise_case, name="case_raise"),
    path("my/cases/<slug:reference>/", views.my_case, name="my_case"),
    path("my/cases/<slug:reference>/acknowledge/", raising.acknowledge, name="case_acknowledge"),
    path("my/cases/<slug:reference>/decline/", raising.decline, name="case_decline"),
    path("my/cases/<slug:reference>/settle/", settling.settle, name="case_settle"),
    path("my/cases/<slug:reference>/to-panel/", settling.to_panel, name="case_to_panel"),
    path("my/cases/<slug:reference>/withdraw/", settling.withdraw, name="case_withdraw"),
]
