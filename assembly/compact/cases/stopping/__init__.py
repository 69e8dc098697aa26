"""The clock of a step stops, goes on, and a wrong “overdue” is cleared (docs/cases.md)."""
