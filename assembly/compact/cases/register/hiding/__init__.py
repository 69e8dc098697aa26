"""The public words of a case, hidden at once by one person until a second one confirms."""
