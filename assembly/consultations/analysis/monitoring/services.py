"""Choosing what individuals are asked about themselves, and counting what they tick."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F

from assembly.accounts.models import User
from assembly.consultations.asking.selectors import waits_for_board
from assembly.consultations.models import Consultation, MonitoringCount
from assembly.core.events import record

from . import rules
from .questions import asked


@transaction.atomic
def choose_monitoring(
    consultation: Consultation, codes: Collection[str], *, by: User
) -> Consultation:
    """Which questions of the fixed list it asks. Who may edit its page may choose: the screen asks that."""
    held = Consultation.objects.select_for_update(of=("self",)).select_related("page")
    consultation = held.get(pk=consultation.pk)
    chosen = [question.code for question in asked(list(codes))]
    if chosen == consultation.monitoring:
        return consultation  # saved twice
    rules.may_be_chosen(consultation, waits=waits_for_board(consultation)).enforce()
    consultation.monitoring = chosen
    consultation.save(update_fields=["monitoring"])
    record(
        "consultations.monitoring_chosen",
        consultation,
        by=by,
        data={"questions": "+".join(chosen) or "none"},
    )
    return consultation


def count_monitoring(consultation: Consultation, ticked: Mapping[str, int]) -> None:
    """Add one to each counter that was ticked: question code to the place of the option.

    Nothing else is kept: no key, no time, no line in the record. All counters of a consultation are made together, so
    that the order of the rows tells nothing either.
    """
    questions = asked(consultation.monitoring)
    with transaction.atomic():
        MonitoringCount.objects.bulk_create(
            (
                MonitoringCount(consultation=consultation, question=question.code, option=option)
                for question in questions
                for option in range(len(question.options))
            ),
            ignore_conflicts=True,
        )
        for question in (
            questions
        ):  # always in one order, so that two people never wait for each other in a circle
            if ticked.get(question.code) in range(len(question.options)):
                MonitoringCount.objects.filter(
                    consultation=consultation,
                    question=question.code,
                    option=ticked[question.code],
                ).update(number=F("number") + 1)
