"""By how many votes somebody was elected, in a sentence, as far as the count is published."""

from .count_sheet import plain
from .models import Count
from .rules import Level, publication_level


def votes_sentence(count: Count, number: int) -> str:
    """Say with how many votes a candidate was elected: “Elected at stage 3 with 41 votes of 96; …”.

    Under 5 ballots the votes are nobody's to know: then how many organisations voted, and no more.
    """
    if publication_level(count.ballots) == Level.OUTCOME:
        return f"Elected by a ballot of {count.ballots} organisation{'s' * (count.ballots != 1)}."
    for stage in count.result["stages"]:
        if number in stage["elected"]:
            votes = plain(stage["votes"][str(number)])
            return (
                f"Elected at stage {stage['number']} with {votes} vote{'s' * (votes != '1')} "
                f"of {count.result['valid']}; the quota was {plain(stage['quota'])}."
            )
    return ""
