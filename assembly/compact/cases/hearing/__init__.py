"""How a case is heard: the panel, the facts, the finding, an appeal, what puts it right (docs/cases.md)."""
