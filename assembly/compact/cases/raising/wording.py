"""Sentences that the form and the help page share."""

OMBUDSMAN = (
    "If a council did not keep its Compact and this put your organisation at a disadvantage, you can also complain to "
    "the Local Government Ombudsman."
)
