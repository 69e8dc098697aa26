"""Instants of an election as its pages write them."""

from django import template

from elections.rules import closing

register = template.Library()
register.filter("closing", closing)
