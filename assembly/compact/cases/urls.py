"""Addresses of cases: what everybody reads is below `compact/cases/`, what those in a case do below `my/cases/`."""

from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .register import views as public
from .register.feed import CaseFeed

urlpatterns = [
    path("compact/cases/", public.cases, name="cases"),
    path("compact/cases.csv", public.cases_csv, name="cases_csv"),
    path("compact/cases/figures/", public.figures, name="case_figures"),
    path("compact/cases/figures.csv", public.figures_csv, name="case_figures_csv"),
    path("compact/cases/learnt/", public.learnt_list, name="cases_learnt"),
    path("feeds/compact-cases.atom", require_safe(CaseFeed()), name="cases_feed"),
    path("compact/cases/<slug:reference>/", public.case, name="case"),
    path("my/cases/<slug:reference>/", views.my_case, name="my_case"),
]
