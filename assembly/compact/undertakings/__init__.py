"""The undertakings of the codes as the Support Unit enters them: one at a time, or the example text to begin with."""
