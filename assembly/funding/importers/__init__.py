"""From a file that somebody publishes to lines that the register can load: a module for each step and source."""
