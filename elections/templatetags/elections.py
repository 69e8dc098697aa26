"""What the pages of an election write: its instants, and what a candidate did in a seat before."""

from django import template

from elections.nominations import record_of
from elections.rules import closing

register = template.Library()
register.filter("closing", closing)
register.filter("standing_record", record_of)
