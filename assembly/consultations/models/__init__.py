"""Consultations: the records that services change, and the pages that hold their words."""

from .documents import ConsultationDocument
from .pages import BodyPage, ConsultationIndexPage, ConsultationPage
from .planning import Extension, ExtensionRequest, PlannedConsultation, PreElectionPeriod
from .questions import Question, QuestionSet, Section
from .records import Consultation
from .responses import (
    Answer,
    Backing,
    DraftFile,
    Redaction,
    Response,
    ResponseDraft,
    ResponseVersion,
)
from .telling import Follower, Following, Telling

__all__ = [
    "Answer",
    "Backing",
    "BodyPage",
    "Consultation",
    "ConsultationDocument",
    "ConsultationIndexPage",
    "ConsultationPage",
    "DraftFile",
    "Extension",
    "ExtensionRequest",
    "Follower",
    "Following",
    "PlannedConsultation",
    "PreElectionPeriod",
    "Question",
    "QuestionSet",
    "Redaction",
    "Response",
    "ResponseDraft",
    "ResponseVersion",
    "Section",
    "Telling",
]
