"""What the cookies page says. The list comes from the code that a test compares with what is really set."""

from assembly.core.cookies import COOKIES

from .blocks import Words, heading, table, text

COOKIES_PAGE: Words = (
    text(
        "A cookie is a short note that a site leaves in your browser. This site sets only those without which it could "
        "not do what you ask of it. None of them follows you, so there is no banner to click away."
    ),
    table(
        "Cookies of this site",
        ("Name", "What it is for", "How long it stays"),
        [(cookie.name, cookie.purpose, cookie.lasts) for cookie in COOKIES],
    ),
    heading("Without cookies"),
    text(
        "You can read everything with cookies switched off. To sign in, to vote and to send a form your browser must "
        "accept the cookies above."
    ),
)
