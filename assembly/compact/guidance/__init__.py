"""Short guidance for officers, and the log of who has read which version."""
