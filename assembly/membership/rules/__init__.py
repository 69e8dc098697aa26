"""May this happen in membership? Pure answers with their reasons, a module for each subject."""

from .eligibility import failed_limbs, limbs_for, may_be_admitted, may_be_checked, may_be_refused
from .voting import may_cast_for, who_casts

__all__ = [
    "failed_limbs",
    "limbs_for",
    "may_be_admitted",
    "may_be_checked",
    "may_be_refused",
    "may_cast_for",
    "who_casts",
]
