from django.urls import path

from .views import claims, joining, my, register

app_name = "membership"

urlpatterns = [
    path("my/acting-for/", my.acting_switch, name="acting_switch"),
    path("my/", my.my, name="my"),
    path("my/claims/<int:pk>/", claims.claim_answer, name="claim_answer"),
    path("members/", register.organisation_list, name="organisation_list"),
    path("members/register/", joining.organisation_register, name="organisation_register"),
    path("members/join/", joining.join, name="join"),
    path("members/<slug:slug>/claim/", claims.claim, name="claim"),
    path("members/<slug:slug>/apply/", joining.organisation_apply, name="organisation_apply"),
    path("members/<slug:slug>/", register.organisation_detail, name="organisation_detail"),
]
