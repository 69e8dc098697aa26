"""What the record says of acts on the Compact."""

from assembly.core import events
from assembly.core.events import Act

from .models import Undertaking

ACTS = (
    # In the record of earlier days, when each text was published by itself.
    Act("compact.text_published", "published a text of an undertaking"),
    Act("compact.example_loaded", "loaded the example text of the Compact"),
    Act(events.change(Undertaking, "deleted"), "deleted an undertaking"),
    Act(
        "compact.edition_begun",
        "began a draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.undertaking_written",
        "wrote an undertaking into the draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.undertaking_dropped",
        "dropped an undertaking in the draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.undertaking_restored",
        "undid a change to an undertaking in the draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.frame_written",
        "wrote the introduction or the principles of the draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.example_copied",
        "copied the example text into the draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.draft_discarded",
        "discarded a draft of the Compact",
        changes_public_pages=False,
    ),
    Act("compact.put_out_for_comment", "put a draft of the Compact out for comment"),
    Act(
        "compact.adoption_recorded",
        "recorded that the Compact Board adopted a draft of the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.adoption_taken_back",
        "withdrew the record that a draft of the Compact was adopted",
        changes_public_pages=False,
    ),
    Act(
        "compact.edition_published",
        "confirmed that an edition of the Compact was adopted, which published it",
    ),
    Act("compact.guidance_written", "wrote guidance on an undertaking"),
    Act("compact.guidance_read", "confirmed that they have read guidance on an undertaking"),
    Act("compact.signature_entered", "entered a signature to the Compact"),
    Act("compact.signature_corrected", "corrected a signature to the Compact"),
    Act("compact.signature_ended", "ended a signature to the Compact"),
    Act("compact.signature_inherited", "carried over a signature to the Compact"),
    Act("compact.exception_entered", "entered an exception from a signature to the Compact"),
    Act("compact.exception_corrected", "corrected an exception from a signature to the Compact"),
    Act("compact.exception_removed", "removed an exception from a signature to the Compact"),
    Act("compact.pledged", "pledged to keep the Compact"),
    Act("compact.pledge_withdrawn", "withdrew a pledge to keep the Compact"),
    Act("compact.champion_named", "named a Compact champion"),
    Act("compact.champion_stopped", "stopped being a Compact champion"),
    # The public words of cases.
    Act("compact.case_hidden", "hid the public words of a Compact case"),
    Act(
        "compact.case_hiding_confirmed",
        "confirmed that the public words of a Compact case are hidden",
    ),
    Act("compact.case_shown_again", "showed the public words of a Compact case again"),
    Act(
        "compact.vacancy_owner_named",
        "named the person who looks after a vacancy on the Compact Board",
    ),
    Act(
        "compact.board_report_entered",
        "entered a report of the Compact Board to the strategic partnership",
    ),
    Act(
        "compact.board_report_corrected",
        "corrected a report of the Compact Board to the strategic partnership",
    ),
    # Cases: what was written in one is in no record.
    Act("compact.case_raised", "raised a case under the Compact", changes_public_pages=False),
    Act(
        "compact.case_drafted",
        "had a case drafted for the Compact Board by publishing a short window without a reason",
        changes_public_pages=False,
    ),
    Act("compact.case_acknowledged", "acknowledged a case under the Compact"),
    Act(
        "compact.case_not_taken_up",
        "decided not to take up a case under the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.case_words_proposed",
        "proposed words to settle a case under the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.case_words_agreed",
        "agreed to words to settle a case under the Compact",
        changes_public_pages=False,
    ),
    Act("compact.case_settled", "agreed to words that settled a case under the Compact"),
    Act(
        "compact.case_message_written",
        "wrote a message in a case under the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.case_file_added",
        "added a file to a case under the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.case_piece_hidden",
        "hid a message or file in a case under the Compact",
        changes_public_pages=False,
    ),
    Act(
        "compact.case_piece_deleted",
        "deleted a message or file in a case under the Compact for good",
        changes_public_pages=False,
    ),
    Act("compact.case_to_panel", "brought a case under the Compact before the panel"),
    Act("compact.case_withdrawn", "withdrew a case under the Compact"),
)
