"""Who signed which edition, pledges, inheritance, exceptions and champions."""
