"""“Ask for more”: a question of the Support Unit about an application, and the answer of a lead."""
