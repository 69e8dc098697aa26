"""Entry points of the background worker. Each is safe to run twice and makes good a missed day."""

from . import proof
from .services.notices import remind, send_due
from .services.nudging import nudge
from .services.roll import tell_those_that_voted
from .services.wiping import wipe_again


def tell_organisations_that_voted() -> None:
    tell_those_that_voted()


def send_notices() -> None:
    send_due()


def remind_voters() -> None:
    remind()


def nudge_for_nominations() -> None:
    nudge()


def wipe_traces() -> None:
    wipe_again()


def forget_old_proofs() -> None:
    proof.forget_old()
