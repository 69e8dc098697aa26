"""A statement in words: for the check page, the copy by mail and the people who read responses."""

from assembly.consultations.models import ResponseVersion

from .senders import Statement

CONSENT = {
    "": "You were not asked, so no",
    ResponseVersion.Consent.NAMED: "Yes, with the name",
    ResponseVersion.Consent.UNNAMED: "Yes, without the name",
    ResponseVersion.Consent.NO: "No",
}


def stated_rows(said: Statement | ResponseVersion) -> list[tuple[str, str]]:
    """Label and value; nothing where nothing was asked."""
    if said.has_interest is None:
        return []
    return [
        ("Interest in what is decided", said.interest if said.has_interest else "None"),
        (
            "Confidential",
            f"Yes: {said.confidential_because}" if said.is_confidential else "No",
        ),
        ("May be published after the close", CONSENT[said.consent]),
    ]
