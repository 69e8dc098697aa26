"""The acts around seats, and around the meetings and reports of those who hold them."""

from .reporting import ask_for_reports, enter_meeting, send_report
from .seats import (
    ElectedIn,
    Holder,
    accept_code,
    appoint,
    declare_interests,
    end_appointment,
    record_signed_code,
)

__all__ = [
    "ElectedIn",
    "Holder",
    "accept_code",
    "appoint",
    "ask_for_reports",
    "declare_interests",
    "end_appointment",
    "enter_meeting",
    "record_signed_code",
    "send_report",
]
