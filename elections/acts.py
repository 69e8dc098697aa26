"""What elections write into the record, in the words of its page.

Casting a vote is the one act without an event: the mark on the roll is its record (docs/elections.md).
"""

from assembly.core.events import Act

ACTS = (
    Act("elections.election_created", "set up the election"),
    Act("elections.election_changed", "changed the election's timetable or words"),
    Act("elections.contest_saved", "set up the contest"),
    Act("elections.candidate_added", "entered the candidate"),
    Act("elections.candidate_placed", "said to which group of the spread the candidate belongs"),
    Act("elections.candidate_withdrawn", "recorded that the candidate withdrew"),
    Act("elections.nomination_saved", "drafted the nomination"),
    Act("elections.nomination_sent", "put the candidate forward"),
    Act("elections.nomination_supported", "confirmed the nomination"),
    Act("elections.nomination_reminded", "reminded those who have not answered the nomination"),
    Act("elections.nomination_accepted", "accepted the nomination"),
    Act("elections.nomination_withdrawn", "withdrew the nomination"),
    Act("elections.nomination_ruled", "ruled on the nomination"),
    Act("elections.key_made", "made the key of the ballot box"),
    Act("elections.scrutineer_named", "named the scrutineer"),
    Act("elections.scrutineer_released", "released the scrutineer"),
    Act("elections.share_lost", "reported a share of the key lost"),
    Act("elections.share_destroyed", "said that their share of the key is destroyed"),
    Act("elections.opening_stopped", "found something at the opening that stops it"),
    Act("elections.finding_explained", "recorded why the opening may go on"),
    Act("elections.box_taken", "took the sealed ballots of the contest, to repeat the opening"),
    Act("elections.voided", "declared the poll void"),
    Act("elections.share_proved", "showed that they hold the share of the key"),
    Act("elections.roll_frozen", "gave notice of poll and froze the roll of the contest"),
    Act("elections.no_poll", "found that no poll is needed in the contest"),
    Act("elections.contest_removed", "removed the contest"),
    Act("elections.election_given_up", "gave up the election"),
    Act("elections.struck_from_roll", "removed the organisation from the roll"),
    Act(
        "elections.paper_entered",
        "entered paper ballots of the contest, checked by a second person",
    ),
    Act(
        "elections.envelope_empty",
        "recorded with a second person an envelope without a ballot, of the contest",
    ),
    Act("elections.receipts_published", "published the receipts of the contest"),
    Act("elections.lot_recorded", "recorded the draw for the contest"),
    Act(
        "elections.lot_change_asked",
        "asked two scrutineers to agree to change the draw for the contest",
    ),
    Act("elections.lot_change_agreed", "agreed to change the draw for the contest"),
    Act(
        "elections.lot_changed",
        "changed the draw for the contest, as the second scrutineer who agreed",
    ),
    Act("elections.box_rewritten", "rewrote the ballot box before its opening"),
    Act("elections.box_opened", "opened the ballot box of the contest"),
    Act("elections.counted", "counted the contest"),
    Act("elections.count_signed", "made a scrutineer's statement on the count of the contest"),
    Act(
        "elections.signature_missing",
        "recorded that a scrutineer's signature is missing under the count of the contest",
    ),
    Act("elections.objection_raised", "raised the objection"),
    Act(
        "elections.objection_found_founded",
        "accepted an objection about a receipt without a signature",
    ),
    Act("elections.mark_told", "was told that the organisation had voted"),
    Act("elections.objection_decided", "decided the objection"),
    Act("elections.polled_again", "had the contest polled again"),
    Act("elections.declared", "declared the result of the election"),
    Act("elections.counted_back", "counted the contest back for a seat that fell vacant"),
    Act("elections.vacancy_filled", "filled a vacancy of the contest from its countback"),
    Act("elections.by_election_called", "set up a by-election for a vacancy of the contest"),
    Act("elections.ballots_destroyed", "deleted the sealed ballots of the election"),
    Act(
        "elections.traces_wiped",
        "wiped the traces of the deleted ballots and receipt key of the election from the "
        "database files",
    ),
)
