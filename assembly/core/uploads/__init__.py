"""A long file comes in on a screen: uploaded, checked for a preview, then applied whole or discarded.

A file may be longer than the memory. It is kept in parts in the database, because the worker that reads it may be
another computer, and is deleted once it is applied. Files above `services.AT_ONCE` are read and applied by the worker.
"""
