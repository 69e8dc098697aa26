"""Puts the screens of consultations into the Wagtail admin: withdrawing one, and reading the responses."""

from collections.abc import Iterator

from django.urls import path, reverse
from django.utils import timezone

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core import history
from assembly.core.acting import warn
from assembly.core.menu import screens, show

from . import rules
from .analysis.codebook import staff as codebook
from .analysis.coding import staff as coding
from .analysis.figures import staff as analysis
from .answering import staff as answering
from .answering.deciding import staff as deciding
from .answering.feedback import staff as feedback
from .answering.hiding import staff as hiding
from .answering.overdue import rules as overdue_rules
from .answering.overdue.staff import overdue_clear
from .answering.overdue.standing import standing_of
from .answering.publishing_responses.staff import responses_publish
from .asking.editing import selectors as asking
from .asking.editing import staff as questions
from .asking.sets import selectors as kept_sets
from .asking.sets import staff as sets
from .commenting import selectors as comments
from .commenting import staff as commenting
from .events import paper_screens
from .events import selectors as run
from .events import staff as events
from .models import ConsultationPage
from .publishing import (
    begin,
    elections,
    extension_screens,
    plan_screens,
    planning,
    services,
    speaking,
    staff,
)
from .reading import selectors, views
from .reading.redacting.views import answer_redact
from .responding.by_address import staff as erasing
from .responding.offline import rules as offline_rules
from .responding.offline import staff as offline

screens(
    "consultations/",
    "consultations_staff",
    [
        path("window/", staff.window, name="window"),
        path("<int:pk>/withdraw/", staff.consultation_withdraw, name="consultation_withdraw"),
        path("<int:pk>/extend/", extension_screens.consultation_extend, name="consultation_extend"),
        path("<int:pk>/ask-for-time/", extension_screens.extension_ask, name="extension_ask"),
    ],
)
screens(
    "consultations/planned/",
    "consultations_plans",
    [
        path("", plan_screens.plan_list, name="plan_list"),
        path("add/", plan_screens.plan_add, name="plan_add"),
        path("<int:pk>/", plan_screens.plan, name="plan"),
    ],
)
show("Forward plan", "consultations_plans:plan_list", planning.plans_any, "date", 214)
hooks.register(
    "register_admin_viewset", lambda: elections.PreElectionPeriodViewSet("preelectionperiod")
)
hooks.register("construct_homepage_panels", begin.offer_to_begin)


@hooks.register("register_page_header_buttons")
def offer_extension(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """While it is open: for the Board to extend it, for an officer of the body to ask the Board."""
    if not isinstance(page, ConsultationPage):
        return
    consultation, at = page.consultation, timezone.now()
    if not rules.is_taking_responses(consultation, at=at):
        return
    if user.has_perm(services.MAY_PUBLISH):
        address = reverse("consultations_staff:consultation_extend", args=[consultation.pk])
        yield Button("Extend", address, icon_name="date", priority=53)
    elif speaking.speaks_for(user, consultation.body, timezone.localdate(at)):
        address = reverse("consultations_staff:extension_ask", args=[consultation.pk])
        yield Button("Ask for more time", address, icon_name="date", priority=53)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_that_it_takes_two(request: SignedInRequest, page: Page) -> None:
    """Who submitted a short window without a reason is told what becomes of it."""
    if not isinstance(page, ConsultationPage) or "action-submit" not in request.POST:
        return
    if rules.waits_for_two(page.consultation) and page.current_workflow_state:
        warn(request, staff.TAKES_TWO)


@hooks.register("register_page_header_buttons")
def offer_withdrawal(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside the other things to do with the page, for the Board alone."""
    if not isinstance(page, ConsultationPage) or not user.has_perm(services.MAY_PUBLISH):
        return
    if rules.may_be_withdrawn(page.consultation, on=timezone.localdate()):
        address = reverse("consultations_staff:consultation_withdraw", args=[page.consultation_id])
        yield Button("Withdraw", address, icon_name="cross", priority=55)


@hooks.register("register_page_header_buttons")
def offer_history(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The events of the consultation, which are more than the versions of its page."""
    if isinstance(page, ConsultationPage) and user.has_perm("consultations.view_consultation"):
        address = history.address(page.consultation)
        yield Button("Record", address, icon_name="history", priority=56)


screens(
    "consultations/",
    "consultations_reading",
    [
        path("", views.consultation_list, name="consultation_list"),
        path("<int:pk>/responses/", views.response_list, name="response_list"),
        path("<int:pk>/responses.csv", views.response_csv, name="response_csv"),
        path("<int:pk>/responses.xlsx", views.response_xlsx, name="response_xlsx"),
        path("<int:pk>/responses/by-question/<int:code>/", views.question, name="question"),
        path("<int:pk>/responses/<int:response>/", views.response_detail, name="response_detail"),
        path("<int:pk>/responses/files/<int:answer>/", views.answer_file, name="answer_file"),
        path(
            "<int:pk>/responses/<int:response>/answers/<int:answer>/redact/",
            answer_redact,
            name="answer_redact",
        ),
    ],
)
screens(
    "consultations/<int:pk>/",
    "consultations_answering",
    [
        path("answering/", answering.answering, name="answering"),
        path("answering/responses/", responses_publish, name="responses_publish"),
        path("feedback/", feedback.feedback_draft, name="feedback_draft"),
        path("feedback/check/", feedback.feedback_check, name="feedback_check"),
        path("decision/", deciding.decision_draft, name="decision_draft"),
        path("decision/check/", deciding.decision_check, name="decision_check"),
        path("overdue/", overdue_clear, name="overdue_clear"),
        path("responses/<int:response>/hide/", hiding.response_hide, name="response_hide"),
        path(
            "responses/<int:response>/consent/",
            hiding.consent_for_sender,
            name="consent_for_sender",
        ),
    ],
)


@hooks.register("register_page_header_buttons")
def offer_answering(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """After the close: for those who answer the consultation, and for the Board to clear overdue feedback."""
    if not isinstance(page, ConsultationPage):
        return
    consultation, now = page.consultation, timezone.now()
    today = timezone.localdate(now)
    if not rules.may_read_responses(consultation, at=now):
        return
    if speaking.answers_for(user, consultation, today):
        address = reverse("consultations_answering:answering", args=[consultation.pk])
        yield Button("Answer", address, icon_name="edit", priority=54)
    can_be_cleared = overdue_rules.can_be_cleared(standing_of(consultation, today))
    if can_be_cleared and user.has_perm(services.MAY_PUBLISH):
        address = reverse("consultations_answering:overdue_clear", args=[consultation.pk])
        yield Button("Clear the overdue", address, icon_name="date", priority=55)


screens(
    "consultations/",
    "consultations_offline",
    [
        path("offline/", offline.offline_list, name="offline_list"),
        path("<int:pk>/offline/", offline.offline_enter, name="offline_enter"),
        path("offline/<int:pk>/", offline.offline_check, name="offline_check"),
        path("offline/<int:pk>/correct/", offline.offline_correct, name="offline_correct"),
        path("offline/<int:pk>/discard/", offline.offline_discard, name="offline_discard"),
    ],
)
screens(
    "consultations/",
    "consultations_erasing",
    [
        path(
            "<int:pk>/responses/<int:response>/erase/",
            erasing.response_erase,
            name="response_erase",
        ),
    ],
)
show(
    "Responses on paper",
    "consultations_offline:offline_list",
    offline_rules.MAY_CHECK,
    "doc-full",
    216,
)
show("Responses", "consultations_reading:consultation_list", selectors.reads_any, "help", 215)


@hooks.register("register_page_header_buttons")
def offer_responses(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From a published consultation to its responses; before the close to the day from which they are read."""
    if not isinstance(page, ConsultationPage):
        return
    if selectors.readable_by(user).filter(pk=page.consultation_id).exists():
        address = reverse("consultations_reading:response_list", args=[page.consultation_id])
        yield Button("Responses", address, icon_name="help", priority=54)


screens(
    "consultations/<int:pk>/questions/",
    "consultations_asking",
    [
        path("", questions.question_list, name="question_list"),
        path("paper/", questions.question_paper, name="question_paper"),
        path("keep/", sets.set_keep, name="set_keep"),
        path("begin/", sets.set_begin, name="set_begin"),
        path("sections/add/", questions.section_add, name="section_add"),
        path("sections/<int:section>/", questions.section_change, name="section_change"),
        path("sections/<int:section>/add/", questions.question_add, name="question_add"),
        path("sections/<int:section>/move/", questions.section_move, name="section_move"),
        path("sections/<int:section>/delete/", questions.section_delete, name="section_delete"),
        path("<int:question>/", questions.question_change, name="question_change"),
        path("<int:question>/move/", questions.question_move, name="question_move"),
        path("<int:question>/delete/", questions.question_delete, name="question_delete"),
    ],
)
screens(
    "question-sets/",
    "consultations_sets",
    [
        path("", sets.set_list, name="set_list"),
        path("<int:pk>/", sets.set_change, name="set_change"),
        path("<int:pk>/delete/", sets.set_delete, name="set_delete"),
    ],
)
show("Sets of questions", "consultations_sets:set_list", kept_sets.uses_sets, "list-ul", 216)


@hooks.register("register_page_header_buttons")
def offer_questions(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """To what the consultation asks: for those who edit it, and for the Board that decides on it."""
    if isinstance(page, ConsultationPage) and asking.may_edit(page.consultation, user):
        address = reverse("consultations_asking:question_list", args=[page.consultation_id])
        yield Button("Questions", address, icon_name="list-ul", priority=53)


screens(
    "consultations/",
    "consultations_events",
    [
        path("<int:pk>/events/", events.event_list, name="event_list"),
        path("<int:pk>/events/add/", events.event_add, name="event_add"),
        path("events/<int:pk>/", events.event, name="event"),
        path("events/<int:pk>/change/", events.event_change, name="event_change"),
        path("events/<int:pk>/cancel/", events.event_cancel, name="event_cancel"),
        path("events/<int:pk>/attendance/", events.event_attendance, name="event_attendance"),
        path("events/<int:pk>/<slug:part>/", paper_screens.paper_write, name="paper_write"),
        path("events/<int:pk>/<slug:part>/check/", paper_screens.paper_check, name="paper_check"),
        path(
            "events/<int:pk>/<slug:part>/take-off/",
            paper_screens.paper_take_off,
            name="paper_take_off",
        ),
    ],
)


@hooks.register("register_page_header_buttons")
def offer_events(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """For those who run the events of this consultation."""
    if not isinstance(page, ConsultationPage):
        return
    if run.runs_events(user, page.consultation, timezone.localdate()):
        address = reverse("consultations_events:event_list", args=[page.consultation_id])
        yield Button("Events", address, icon_name="date", priority=53)


screens(
    "consultations/<int:pk>/",
    "consultations_analysis",
    [
        path("themes/", codebook.theme_list, name="theme_list"),
        path("themes/<int:theme>/", codebook.theme_change, name="theme_change"),
        path("themes/<int:theme>/move/", codebook.theme_move, name="theme_move"),
        path("themes/<int:theme>/merge/", codebook.theme_merge, name="theme_merge"),
        path("themes/<int:theme>/delete/", codebook.theme_delete, name="theme_delete"),
        path("analysis/", analysis.figures, name="figures"),
        path("analysis.csv", analysis.figures_csv, name="figures_csv"),
        path("analysis.xlsx", analysis.figures_xlsx, name="figures_xlsx"),
        path("coding/", coding.coding_list, name="coding_list"),
        path("coding/<int:code>/", coding.coding_next, name="coding_next"),
        path("coding/<int:code>/<int:answer>/", coding.answer_code, name="answer_code"),
    ],
)
screens(
    "consultations/<int:pk>/",
    "consultations_commenting",
    [
        path("text/", commenting.text_put, name="text_put"),
        path("comments/", commenting.comment_list, name="comment_list"),
        path("comments.csv", commenting.comment_csv, name="comment_csv"),
        path("comments/<int:comment>/hide/", commenting.comment_hide, name="comment_hide"),
    ],
)


@hooks.register("register_page_header_buttons")
def offer_text(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The draft text for those who put it, and what was said of it for those who read the responses."""
    if not isinstance(page, ConsultationPage):
        return
    if speaking.answers_for(user, page.consultation, timezone.localdate()):
        address = reverse("consultations_commenting:text_put", args=[page.consultation_id])
        yield Button("Draft text", address, icon_name="doc-full", priority=53)
    if not comments.text_for(page.consultation):
        return
    if selectors.readable_by(user).filter(pk=page.consultation_id).exists():
        address = reverse("consultations_commenting:comment_list", args=[page.consultation_id])
        yield Button("Comments", address, icon_name="comment", priority=54)
