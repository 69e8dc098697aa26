"""Comments on passages of a draft text: one component for every app that puts a text to people.

The owner of a text is any record, and so is the body that somebody comments for; both are kept as references. Who may
comment, who reads the comments and when, the app of the owner decides: it calls these services inside its own, in the
transaction that records the act.
"""
