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
    "elections.share_proved": "showed that they hold the share of the key",
    "elections.roll_frozen": "gave notice of poll and froze the roll of the contest",
    "elections.struck_from_roll": "struck the organisation from the roll",
    "elections.receipts_published": "published the receipts of the contest",
    "elections.lot_recorded": "recorded the lot of the contest",
    "elections.box_rewritten": "rewrote the ballot box before its opening",
    "elections.box_opened": "opened the ballot box of the contest",
    "elections.counted": "counted the contest",
    "elections.count_signed": "made a scrutineer's statement on the count of the contest",
    "elections.signature_missing": "recorded that a scrutineer's signature is missing under the count of the contest",
    "elections.objection_raised": "raised the objection",
    "elections.objection_decided": "decided the objection",
    "elections.polled_again": "had the contest polled again",
    "elections.declared": "declared the result of the election",
    "elections.ballots_destroyed": "destroyed the sealed ballots of the election",
}
