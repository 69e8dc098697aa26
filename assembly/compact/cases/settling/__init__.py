"""Settling a case informally, bringing it before the panel, and withdrawing it."""
