"""What became of a mail, in words."""

from django import template

from assembly.notifications.codes import meaning

register = template.Library()


@register.filter
def mail_code(code: str) -> str:
    """The meaning of a mail server's code, with the code: “there is no such mailbox (5.1.1)”."""
    words = meaning(code)
    return f"{words} ({code})" if words else code
