from django.urls import include, path
from django.views.decorators.http import require_safe

from .feeds import ElectionFeed
from .views import asking, forwarding, keeping, nominating, objecting, public, scrutiny, voting

app_name = "elections"

# Under /elections/<slug>/
_of_election = [
    path("", public.election_detail, name="election_detail"),
    path("who-votes/", asking.who_votes, name="who_votes"),
    path("statements/", public.statements, name="statements"),
    path("forward/", forwarding.poll_forward, name="poll_forward"),
    path("vote/", voting.ballot_fill, name="ballot_fill"),
    path("vote/prove/", voting.ballot_prove, name="ballot_prove"),
    path("vote/review/", voting.ballot_review, name="ballot_review"),
    path("vote/cast/", voting.ballot_cast, name="ballot_cast"),
    path("nominate/", nominating.nomination_add, name="nomination_add"),
    path("nominate/names/", nominating.member_names, name="member_names"),
    path("nominations/<int:pk>/", nominating.nomination_detail, name="nomination_detail"),
    path("nominations/<int:pk>/change/", nominating.nomination_add, name="nomination_change"),
    path("nominations/<int:pk>/words/", nominating.nomination_words, name="nomination_words"),
    path("nominations/<int:pk>/send/", nominating.nomination_send, name="nomination_send"),
    path("nominations/<int:pk>/confirm/", nominating.nomination_confirm, name="nomination_confirm"),
    path("nominations/<int:pk>/accept/", nominating.nomination_accept, name="nomination_accept"),
    path("nominations/<int:pk>/remind/", nominating.nomination_remind, name="nomination_remind"),
    path(
        "nominations/<int:pk>/withdraw/", nominating.nomination_withdraw, name="nomination_withdraw"
    ),
    path("receipts/", public.receipt_list, name="receipt_list"),
    path("receipts/<int:contest>.txt", public.receipt_file, name="receipt_file"),
    path("share/", keeping.share_keep, name="share_keep"),
    path("share/lost/", keeping.share_lost, name="share_lost"),
    path("share/destroyed/", keeping.share_destroyed, name="share_destroyed"),
    path("findings/<int:pk>/", keeping.finding_explain, name="finding_explain"),
    path("lot-changes/<int:pk>/agree/", keeping.lot_change_agree, name="lot_change_agree"),
    path("box/<int:contest>/", keeping.box_take, name="box_take"),
    path("destruction/", keeping.destruction, name="destruction"),
    path("result/", public.election_result, name="election_result"),
    path("result/<int:contest>.<str:kind>", public.result_file, name="result_file"),
    path("audit.zip", public.audit_file, name="audit_file"),
    path("object/", objecting.objection_raise, name="objection_raise"),
    path("scrutiny/", scrutiny.scrutiny, name="scrutiny"),
    path("scrutiny/objections/<int:pk>/", scrutiny.objection_find, name="objection_find"),
    path("scrutiny/<int:contest>/sign/", scrutiny.count_sign, name="count_sign"),
    path("scrutiny/<int:contest>.<str:kind>", scrutiny.scrutiny_file, name="scrutiny_file"),
]

urlpatterns = [
    path("feeds/elections.atom", require_safe(ElectionFeed()), name="feed"),
    path("elections/", public.election_list, name="election_list"),
    path("elections/<slug:slug>/", include(_of_election)),
]
