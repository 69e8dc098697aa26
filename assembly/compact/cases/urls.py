"""Addresses of cases: what everybody reads is below `compact/cases/`, what those in a case do below `my/cases/`."""

from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .hearing import urls as hearing
from .lists import views as lists
from .papers import urls as papers
from .raising import views as raising
from .register import views as public
from .register.feed import CaseFeed
from .settling import views as settling
from .stopping import urls as stopping

urlpatterns = [
    path("compact/cases/", public.cases, name="cases"),
    path("compact/cases.csv", public.cases_csv, name="cases_csv"),
    path("compact/cases/figures/", public.figures, name="case_figures"),
    path("compact/cases/figures.csv", public.figures_csv, name="case_figures_csv"),
    path("compact/cases/learnt/", public.learnt_list, name="cases_learnt"),
    path("feeds/compact-cases.atom", require_safe(CaseFeed()), name="cases_feed"),
    path("compact/cases/<slug:reference>/", public.case, name="case"),
    path("my/cases/", lists.my_cases, name="my_cases"),
    path("my/cases/raise/", raising.raise_case, name="case_raise"),
    path("my/cases/<slug:reference>/", views.my_case, name="my_case"),
    *hearing.urlpatterns,
    *stopping.urlpatterns,
    *papers.urlpatterns,
    path("my/cases/<slug:reference>/acknowledge/", raising.acknowledge, name="case_acknowledge"),
    path("my/cases/<slug:reference>/decline/", raising.decline, name="case_decline"),
    path("my/cases/<slug:reference>/settle/", settling.settle, name="case_settle"),
    path("my/cases/<slug:reference>/to-panel/", settling.to_panel, name="case_to_panel"),
    path("my/cases/<slug:reference>/withdraw/", settling.withdraw, name="case_withdraw"),
]
