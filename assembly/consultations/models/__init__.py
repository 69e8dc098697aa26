"""Consultations: the records that services change, and the pages that hold their words."""

from .pages import BodyPage, ConsultationIndexPage, ConsultationPage
from .records import Consultation, OpeningNotice, Response, ResponseVersion

__all__ = [
    "BodyPage",
    "Consultation",
    "ConsultationIndexPage",
    "ConsultationPage",
    "OpeningNotice",
    "Response",
    "ResponseVersion",
]
