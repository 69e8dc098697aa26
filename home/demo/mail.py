"""Mail of the demo: printed in the terminal that runs it, the text part only, so that a code can be read off."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    def write_message(self, message: EmailMessage) -> None:
        to = ", ".join(message.recipients())
        self.stream.write(f"\n--- Mail to {to}: {message.subject}\n{message.body.strip()}\n---\n")
