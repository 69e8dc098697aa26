from django.urls import path

from . import views

app_name = "funding"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("totals.csv", views.totals_csv, name="totals_csv"),
    path("departments.csv", views.budgets_csv, name="budgets_csv"),
    path("years.csv", views.years_csv, name="years_csv"),
    path("awards/", views.award_list, name="award_list"),
    path("awards.csv", views.awards_csv, name="awards_csv"),
    path("awards/<int:pk>/", views.award_detail, name="award_detail"),
]
