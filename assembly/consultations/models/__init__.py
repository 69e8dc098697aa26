"""Consultations: the records that services change, and the pages that hold their words."""

from .analysis import Coding, MonitoringCount, RaisedTheme
from .answering import Decision, Feedback, FeedbackLine, OverdueCleared
from .documents import ConsultationDocument
from .drafts import DraftFile, ResponseDraft
from .events import ConsultationEvent, EventAttendance, EventPaper
from .pages import BodyPage, ConsultationIndexPage, ConsultationPage
from .planning import Extension, ExtensionRequest, PlannedConsultation, PreElectionPeriod
from .questions import Question, QuestionSet, Section
from .records import Consultation
from .responses import (
    Answer,
    Backing,
    Redaction,
    Response,
    ResponseVersion,
)
from .telling import Follower, Following, Telling

__all__ = [
    "Answer",
    "Backing",
    "BodyPage",
    "Coding",
    "Consultation",
    "ConsultationDocument",
    "ConsultationEvent",
    "ConsultationIndexPage",
    "ConsultationPage",
    "Decision",
    "DraftFile",
    "EventAttendance",
    "EventPaper",
    "Extension",
    "ExtensionRequest",
    "Feedback",
    "FeedbackLine",
    "Follower",
    "Following",
    "MonitoringCount",
    "OverdueCleared",
    "PlannedConsultation",
    "PreElectionPeriod",
    "Question",
    "QuestionSet",
    "RaisedTheme",
    "Redaction",
    "Response",
    "ResponseDraft",
    "ResponseVersion",
    "Section",
    "Telling",
]
