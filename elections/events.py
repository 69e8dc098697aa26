"""What elections write into the record, in the words of its page.

Casting a vote is the one act without an event: the mark on the roll is its record (docs/elections.md).
"""

EVENTS = {
    "elections.election_created": "set up the election",
    "elections.election_changed": "changed the election's timetable or words",
    "elections.contest_saved": "set up the contest",
    "elections.candidate_added": "entered the candidate",
    "elections.candidate_withdrawn": "recorded that the candidate withdrew",
    "elections.key_made": "made the key of the ballot box",
    "elections.scrutineer_named": "named the scrutineer",
    "elections.scrutineer_released": "released the scrutineer",
    "elections.share_lost": "reported a share of the key lost",
    "elections.share_destroyed": "said that their share of the key is destroyed",
    "elections.opening_stopped": "found something at the opening that stops it",
    "elections.finding_explained": "recorded why the opening may go on",
    "elections.box_taken": "took the sealed ballots of the contest, to repeat the opening",
    "elections.voided": "declared the poll void",
    "elections.share_proved": "showed that they hold the share of the key",
    "elections.roll_frozen": "gave notice of poll and froze the roll of the contest",
    "elections.struck_from_roll": "struck the organisation from the roll",
    "elections.paper_entered": "entered paper ballots, which a second person read too, of the contest",
    "elections.envelope_empty": "recorded with a second person an envelope without a ballot, of the contest",
    "elections.receipts_published": "published the receipts of the contest",
    "elections.lot_recorded": "recorded the lot of the contest",
    "elections.box_rewritten": "rewrote the ballot box before its opening",
    "elections.box_opened": "opened the ballot box of the contest",
    "elections.counted": "counted the contest",
    "elections.declared": "declared the result of the election",
    "elections.ballots_destroyed": "destroyed the sealed ballots of the election",
}
