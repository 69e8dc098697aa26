"""Cases: a promise was not kept, somebody says so, and everybody sees what came of it (docs/cases.md)."""
