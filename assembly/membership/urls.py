from django.urls import path

from .views import appeals, invitations, joining, my, own, people, register

app_name = "membership"

OWN = "my/organisations/<slug:slug>/"

urlpatterns = [
    path("my/acting-for/", my.acting_switch, name="acting_switch"),
    path("my/", my.my, name="my"),
    path("my/invitations/<str:token>/", invitations.invitation, name="invitation"),
    # An organisation's own pages, for the people who act for it.
    path(f"{OWN}", own.own, name="own"),
    path(f"{OWN}appeal/", appeals.appeal, name="appeal"),
    path(f"{OWN}confirm/", own.confirm, name="confirm"),
    path(f"{OWN}leave/", own.leave, name="leave"),
    path(f"{OWN}come-back/", own.come_back, name="come_back"),
    path(f"{OWN}people/", people.people, name="people"),
    path(f"{OWN}people/invite/", people.invite, name="invite"),
    path(f"{OWN}people/hand-over/", people.hand_over, name="hand_over"),
    path(f"{OWN}people/<int:pk>/", people.person, name="person"),
    path(f"{OWN}people/<int:pk>/end/", people.person_end, name="person_end"),
    path(f"{OWN}invitations/<int:pk>/again/", people.invitation_again, name="invitation_again"),
    path(
        f"{OWN}invitations/<int:pk>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("members/", register.organisation_list, name="organisation_list"),
    path("members/register/", joining.organisation_register, name="organisation_register"),
    path("members/<slug:slug>/", register.organisation_detail, name="organisation_detail"),
]
