"""Words of the glossary explained where a page first uses them: `{% load glossary %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from assembly.core.search.explaining import after_text, explained_on, in_paragraphs

register = template.Library()


@register.simple_tag(takes_context=True)
def explain(context: dict[str, Any], text: object) -> SafeString:
    """Write what explains a plain text; it stands after the paragraph, not in it."""
    return after_text(str(text or ""), explained_on(context.get("request")))


@register.simple_tag(takes_context=True)
def explained(context: dict[str, Any], html: object) -> SafeString:
    """Write a rich text, with what explains each paragraph after it."""
    return in_paragraphs(html, explained_on(context.get("request")))
