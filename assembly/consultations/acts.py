"""What consultations write into the record, in the words of its page."""

from assembly.core.events import Act, changes_to

from .models import PreElectionPeriod
from .window import FULL_IN_WORDS

ACTS = (
    Act("consultations.published", "published the consultation"),
    Act(
        "consultations.published_without_reason",
        f"published the consultation, which is short of {FULL_IN_WORDS}, without a reason",
    ),
    Act("consultations.words_published", "published changed words of the consultation"),
    Act(
        "consultations.questions_drafted",
        "changed the draft of the questions",
        changes_public_pages=False,
    ),
    Act(
        "consultations.questions_kept",
        "kept the questions as a set",
        changes_public_pages=False,
    ),
    Act("consultations.set_renamed", "renamed the set of questions", changes_public_pages=False),
    Act("consultations.set_deleted", "deleted the set of questions", changes_public_pages=False),
    Act("consultations.questions_changed", "put changed questions in force"),
    Act("consultations.extended", "extended the consultation"),
    Act(
        "consultations.extension_asked",
        "asked the Board to extend the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.extension_refused",
        "refused to extend the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.plan_proposed", "proposed a planned consultation", changes_public_pages=False
    ),
    Act("consultations.plan_announced", "announced the planned consultation"),
    Act("consultations.plan_dropped", "dropped the planned consultation"),
    Act("consultations.plan_begun", "began a draft of the planned consultation"),
    *changes_to(PreElectionPeriod),
    Act("consultations.withdrawn", "withdrew the consultation"),
    Act("consultations.responded", "responded to the consultation"),
    Act("consultations.response_replaced", "replaced the response to the consultation"),
    Act("consultations.response_stopped", "took back the response to the consultation"),
    Act("consultations.response_erased", "erased a response to the consultation on request"),
    Act(
        "consultations.offline_entered",
        "entered a response that came on paper, by e-mail, by telephone or at a meeting",
    ),
    Act("consultations.offline_corrected", "corrected a response that they had entered"),
    Act("consultations.offline_checked", "checked a response that somebody else had entered"),
    Act("consultations.offline_sent_back", "sent a response back to the person who had entered it"),
    Act("consultations.offline_discarded", "discarded a response that they had entered"),
    Act(
        "consultations.backings_named",
        "named the organisations behind a group's response to the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.backing_taken_off",
        "took the organisation's name off a group's response to the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.backing_put_back",
        "put the organisation's name back on a group's response to the consultation",
        changes_public_pages=False,
    ),
    # Once responses are published, what is redacted changes their pages.
    Act("consultations.answer_redacted", "redacted an answer"),
    Act("consultations.redaction_lifted", "lifted the redaction of an answer"),
    Act("consultations.responses_published", "published the responses to the consultation"),
    Act("consultations.consent_withdrawn", "withdrew consent to publish a response"),
    Act("consultations.consent_given_back", "agreed again to publish a response"),
    Act("consultations.response_hidden", "hid a response"),
    Act("consultations.response_shown_again", "showed a hidden response again"),
    Act(
        "consultations.feedback_begun",
        "began a draft of the feedback on the consultation",
        changes_public_pages=False,
    ),
    Act("consultations.event_planned", "planned an event of the consultation"),
    Act("consultations.event_changed", "changed an event of the consultation"),
    Act("consultations.event_cancelled", "cancelled an event of the consultation"),
    Act(
        "consultations.event_attendance_recorded",
        "recorded who came to an event of the consultation",
    ),
    Act(
        "consultations.event_paper_drafted",
        "saved a draft of what was said at an event of the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.event_notes_published", "published the notes of an event of the consultation"
    ),
    Act(
        "consultations.event_summary_published",
        "published the summary of an event of the consultation",
    ),
    Act(
        "consultations.event_paper_taken_off",
        "took what was said at an event of the consultation off the site",
    ),
    Act(
        "consultations.feedback_saved",
        "saved the draft of the feedback on the consultation",
        changes_public_pages=False,
    ),
    Act("consultations.feedback_published", "published feedback on the consultation"),
    Act(
        "consultations.decision_begun",
        "began a draft of the decision on the consultation",
        changes_public_pages=False,
    ),
    Act(
        "consultations.decision_saved",
        "saved the draft of the decision on the consultation",
        changes_public_pages=False,
    ),
    Act("consultations.decision_published", "published the decision on the consultation"),
    Act("consultations.overdue_cleared", "cleared overdue feedback on the consultation"),
    Act(
        "consultations.monitoring_chosen",
        "chose what individuals are asked about themselves",
        changes_public_pages=False,
    ),
    Act("consultations.theme_added", "added a theme raised in the responses"),
    Act("consultations.theme_changed", "changed a theme raised in the responses"),
    Act("consultations.theme_moved", "moved a theme raised in the responses"),
    Act("consultations.theme_merged", "merged a theme raised in the responses into another"),
    Act("consultations.theme_deleted", "deleted a theme raised in the responses"),
    Act("consultations.answer_coded", "read an answer and named the themes it raises"),
    Act("consultations.answer_settled", "settled which themes an answer raises"),
    Act("consultations.text_put", "saved the draft text of the consultation"),
    Act(
        "consultations.passage_commented",
        "commented on the draft text of the consultation",
    ),
    Act(
        "consultations.comment_withdrawn",
        "took back a comment on the draft text of the consultation",
    ),
    Act("consultations.comment_hidden", "hid a comment on the draft text of the consultation"),
    Act(
        "consultations.comment_shown_again",
        "showed a hidden comment on the draft text of the consultation again",
    ),
)
