"""Whose a document is."""

from django import template

from assembly.core.documents import selectors

register = template.Library()
register.filter(selectors.is_of_others)
register.filter(selectors.holds_files_of_others)
