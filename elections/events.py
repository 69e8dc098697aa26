"""What elections write into the record, in the words of its page.

Casting a vote is the one act without an event: the mark on the roll is its record (docs/elections.md).
"""

EVENTS = {
    "elections.election_created": "set up the election",
    "elections.election_changed": "changed the election's timetable or words",
    "elections.contest_saved": "set up the contest",
    "elections.candidate_added": "entered the candidate",
    "elections.candidate_placed": "said to which group of the spread the candidate belongs",
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
    "elections.declared": "declared the result of the election",
    "elections.counted_back": "counted the contest back for a seat that fell vacant",
    "elections.vacancy_filled": "filled a vacancy of the contest from its countback",
    "elections.by_election_called": "set up a by-election for a vacancy of the contest",
    "elections.ballots_destroyed": "destroyed the sealed ballots of the election",
}
