"""Who holds an office: given and ended by two people, for a term, with a reason."""
