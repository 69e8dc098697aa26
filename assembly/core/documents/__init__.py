"""Documents that are put on pages: which kinds are taken, who may download one, and whose it is (docs/documents.md)."""
