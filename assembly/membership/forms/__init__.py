"""What people and the Support Unit fill in about organisations."""
