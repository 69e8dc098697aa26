"""What the record says of the hearing of a case and of its clocks. What was written in one is in no record."""

from assembly.core.events import Act

# Those that everybody reads on the page of a case that is listed.
PUBLIC = (
    Act("compact.case_facts_sent", "sent the facts of a case under the Compact to both sides"),
    Act("compact.case_panel_went_on", "went on to the finding on a case under the Compact"),
    Act("compact.case_finding_decided", "decided the finding on a case under the Compact"),
    Act("compact.case_answered_publicly", "answered a finding under the Compact in public"),
    Act("compact.case_appealed", "appealed against a finding under the Compact"),
    Act("compact.case_appeal_withdrawn", "withdrew an appeal against a finding under the Compact"),
    Act("compact.case_remedy_reported", "reported what was done after a finding under the Compact"),
    Act("compact.case_remedy_checked", "checked what was done after a finding under the Compact"),
    Act("compact.case_concluded", "closed a case under the Compact with what was learnt"),
    Act("compact.case_note_confirmed", "confirmed a correction or retraction of a finding"),
    Act("compact.case_clock_stopped", "stopped the clock of a case under the Compact"),
    Act("compact.case_clock_restarted", "restarted the clock of a case under the Compact"),
    Act("compact.case_overdue_cleared", "said that a case under the Compact was not overdue"),
)
INSIDE = {
    "compact.case_panel_named": "named people to hear a case under the Compact",
    "compact.case_no_interest": "said that they have no interest in a case under the Compact",
    "compact.case_recused": "keeps out of a case under the Compact",
    "compact.case_panel_released": "took somebody off the panel of a case under the Compact",
    "compact.case_finding_drafted": "wrote the draft of a finding under the Compact",
    "compact.case_facts_answered": "answered the facts of a case under the Compact",
    "compact.case_finding_agreed": "said whether they agree to a finding under the Compact",
    "compact.case_note_proposed": "proposed a correction or retraction of a finding",
    "compact.case_note_dropped": "dropped a proposed correction or retraction of a finding",
}
ACTS = (
    *PUBLIC,
    *(Act(name, sentence, changes_public_pages=False) for name, sentence in INSIDE.items()),
)
