"""Which source may enter the funding register."""

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

from .lines import Batch


def may_be_imported(batch: Batch) -> Ruling:
    """Nothing is half-loaded, so one bad row keeps the whole source out."""
    if batch.problem_count:
        problems = in_words(batch.problem_count, "problems")
        return refused(f"{batch.file_name} has {problems}, so none of it was loaded.")
    if not batch.rows:
        return refused(f"{batch.file_name} holds no awards, so there is nothing to load.")
    return ALLOWED


def was_read_twice_alike(checked: Batch, loaded: Batch) -> Ruling:
    """What is loaded is what was checked, row for row and to the penny."""
    if (checked.rows, checked.total) != (loaded.rows, loaded.total):
        return refused(
            f"{checked.file_name} changed while it was being read, so none of it was loaded."
        )
    return ALLOWED
