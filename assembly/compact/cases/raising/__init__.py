"""Raising a case, and taking it up or not."""
