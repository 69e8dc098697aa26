"""One file that holds the site, and the way back from it: `manage.py backup` and `manage.py restore`.

`archive` packs and unpacks with checksums, `databases` copies a database while the site runs, `services` puts the
two together. docs/operations.md says when to use them, and what a restore during a poll means.
"""
