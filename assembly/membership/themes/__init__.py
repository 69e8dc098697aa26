"""The list of themes, and what it was before: themes are agreed and retired, and never deleted."""
