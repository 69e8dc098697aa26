"""The text of the Compact: drafted, compared, put to comment, adopted, and read edition by edition."""
