"""Beside the page of each consultation, which stands in the page tree at consultations/<body>/<consultation>/."""

from collections.abc import Callable, Iterator

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from .analysis.figures import views as analysis
from .analysis.monitoring.views import about_you
from .answering import views as answering
from .answering.publishing_responses import views as published
from .answering.withdrawing import views as consent
from .asking import views as asking
from .commenting import views as commenting
from .events import views as events
from .feeds import ConsultationFeed, NarrowedFeed
from .responding import views
from .responding.by_address import answering as confirmed
from .responding.by_address import views as by_address
from .telling.choosing.views import choices
from .telling.following import views as following

app_name = "consultations"

ONE = "consultations/<slug:body>/<slug:slug>/"
View = Callable[..., HttpResponseBase]


def below(start: str, *pages: tuple[str, View, str]) -> Iterator[URLPattern]:
    """Each as its address below the start, its view and its name."""
    for page, view, name in pages:
        yield path(f"{start}/{page}", view, name=name)


urlpatterns = [
    path("my/consultations/", choices, name="choices"),
    path("responses/<str:token>/", by_address.response_link, name="response_link"),
    path("consultations/answered/", answering.answered_list, name="answered_list"),
    *below(
        "feeds",
        ("consultations.atom", require_safe(ConsultationFeed()), "feed"),
        ("consultations/<slug:kind>/<slug:slug>.atom", require_safe(NarrowedFeed()), "feed_of"),
    ),
    *below(
        "consultations/follow",
        ("", following.follow, "follow"),
        ("confirm/<str:token>/", following.follow_confirm, "follow_confirm"),
        ("stop/<str:token>/", following.follow_stop, "follow_stop"),
    ),
    *below(
        f"{ONE}responses",
        ("", published.published_list, "published_list"),
        ("published.csv", published.published_csv, "published_csv"),
        ("<int:pk>/", published.published_response, "published_response"),
        ("<int:pk>/files/<int:answer>/", published.published_file, "published_file"),
    ),
    *below(
        ONE.rstrip("/"),
        ("feedback/version-<int:number>/", answering.feedback_version, "feedback_version"),
        ("decision/version-<int:number>/", answering.decision_version, "decision_version"),
        ("consent/", consent.consent, "consent"),
    ),
    *below(
        f"{ONE}questions",
        ("", asking.questions, "questions"),
        ("version-<int:number>/", asking.questions_earlier, "questions_earlier"),
        ("large-print/", asking.questions_large, "questions_large"),
        ("discussion/", asking.questions_discussion, "questions_discussion"),
    ),
    *below(
        f"{ONE}text",
        ("", commenting.text, "text"),
        ("version-<int:number>/", commenting.text_earlier, "text_earlier"),
        ("comments.csv", commenting.comments_csv, "comments_csv"),
        ("comment/<int:key>/", commenting.comment, "comment"),
        ("comments/<int:pk>/take-back/", commenting.comment_withdraw, "comment_withdraw"),
    ),
    path(f"{ONE}events/<int:number>/", events.event, name="event"),
    path(f"{ONE}analysis/", analysis.analysis, name="analysis"),
    path(f"{ONE}analysis.csv", analysis.analysis_csv, name="analysis_csv"),
    path(f"{ONE}analysis.xlsx", analysis.analysis_xlsx, name="analysis_xlsx"),
    *below(
        f"{ONE}respond",
        ("", views.response_send, "response_send"),
        ("ways/", views.response_ways, "response_ways"),
        ("section/<int:number>/", views.response_section, "response_section"),
        ("statement/", views.response_statement, "response_statement"),
        ("check/", views.response_check, "response_check"),
        ("sent/", views.response_sent, "response_sent"),
        ("agreed/<int:pk>/", views.backing, "backing"),
    ),
    *below(
        f"{ONE}respond/yourself",
        ("", by_address.respond_by_address, "respond_by_address"),
        ("code/", by_address.response_code, "response_code"),
        ("finish/", by_address.response_finish, "response_finish"),
        ("about-you/", about_you, "about_you"),
        ("link/", by_address.response_link_again, "response_link_again"),
        ("answers/", confirmed.respond_as_confirmed, "respond_as_confirmed"),
        ("answers/section/<int:number>/", confirmed.confirmed_section, "confirmed_section"),
        ("answers/statement/", confirmed.confirmed_statement, "confirmed_statement"),
        ("answers/check/", confirmed.confirmed_check, "confirmed_check"),
        ("answers/sent/", confirmed.confirmed_sent, "confirmed_sent"),
    ),
]
