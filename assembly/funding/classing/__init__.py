"""What the Support Unit says of awards: their class, their category and two flags; of one award, or of many at once."""
