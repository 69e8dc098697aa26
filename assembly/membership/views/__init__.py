"""Pages of the register and of one's own organisations."""
