"""May this happen in membership? Pure answers with their reasons, a module for each subject."""

from .claims import (
    CODE_LASTS,
    CODES_A_CLAIM,
    TRIES_A_CODE,
    a_code_is_enough,
    may_answer,
    may_claim,
    may_decide,
    may_prove_by,
    may_send_code,
    may_try_code,
)
from .eligibility import failed_limbs, limbs_for, may_be_admitted, may_be_checked, may_be_refused
from .joining import may_apply, may_be_entered, number_may_be_used
from .lists import list_may_be_applied, list_may_be_undone
from .registers import is_in_postcode_area, may_be_loaded
from .voting import may_cast_for, who_casts

__all__ = [
    "CODES_A_CLAIM",
    "CODE_LASTS",
    "TRIES_A_CODE",
    "a_code_is_enough",
    "failed_limbs",
    "is_in_postcode_area",
    "limbs_for",
    "list_may_be_applied",
    "list_may_be_undone",
    "may_answer",
    "may_apply",
    "may_be_admitted",
    "may_be_checked",
    "may_be_entered",
    "may_be_loaded",
    "may_be_refused",
    "may_cast_for",
    "may_claim",
    "may_decide",
    "may_prove_by",
    "may_send_code",
    "may_try_code",
    "number_may_be_used",
    "who_casts",
]
