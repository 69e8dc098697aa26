"""Files of official registers: from what a register publishes to lines that can be loaded."""
