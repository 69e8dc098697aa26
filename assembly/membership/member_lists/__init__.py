"""An existing list of members, as a spreadsheet saves it: each cell looked at, with what is wrong with it.

`files` takes a file apart into rows, `columns` says which column is which, `cells` reads a cell, `repeats` compares
rows with each other and with the register, and `reading` puts them together.
"""

from .columns import COLUMNS, NAME, guessed, recognised
from .files import LARGEST, MOST_ROWS, Table, read_table
from .reading import read
from .rows import Answer, Cell, Like, Preview, Row

__all__ = [
    "COLUMNS",
    "LARGEST",
    "MOST_ROWS",
    "NAME",
    "Answer",
    "Cell",
    "Like",
    "Preview",
    "Row",
    "Table",
    "guessed",
    "read",
    "read_table",
    "recognised",
]
