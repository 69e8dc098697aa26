"""Addresses of a hearing, below `my/cases/<reference>/`: those in the case act there."""

from django.urls import path

from . import after_views, finding_views, panel_views

HERE = "my/cases/<slug:reference>/"

urlpatterns = [
    path(f"{HERE}interest/", panel_views.interest, name="case_interest"),
    path(f"{HERE}panel/", panel_views.panel, name="case_panel"),
    path(f"{HERE}recuse/", panel_views.recuse, name="case_recuse"),
    path(f"{HERE}facts/send/", finding_views.send, name="case_facts_send"),
    path(f"{HERE}facts/answer/", finding_views.answer_facts, name="case_facts_answer"),
    path(f"{HERE}facts/go-on/", finding_views.go_on, name="case_go_on"),
    path(f"{HERE}finding/", finding_views.draft, name="case_finding"),
    path(f"{HERE}finding/agree/", finding_views.agree, name="case_finding_agree"),
    path(f"{HERE}finding/decide/", finding_views.decide, name="case_finding_decide"),
    path(f"{HERE}finding/note/", after_views.note, name="case_note"),
    path(f"{HERE}finding/notes/<int:pk>/", after_views.confirm_note, name="case_note_confirm"),
    path(f"{HERE}answer/", after_views.answer, name="case_answer"),
    path(f"{HERE}appeal/", after_views.appeal, name="case_appeal"),
    path(f"{HERE}appeal/withdraw/", after_views.withdraw_appeal, name="case_appeal_withdraw"),
    path(f"{HERE}remedies/<int:pk>/report/", after_views.report, name="case_remedy_report"),
    path(f"{HERE}remedies/<int:pk>/check/", after_views.check, name="case_remedy_check"),
    path(f"{HERE}closing/", after_views.close, name="case_closing"),
]
