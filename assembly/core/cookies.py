"""The cookies that this site sets: the list on the cookies page, and what a test holds every answer against."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from .figures import in_words


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    purpose: str
    lasts: str


# All are strictly necessary for what a visitor asked for, so no consent is needed (PECR, regulation 6(4)).
COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        "Keeps you signed in, remembers which organisation you act for, and keeps an application that you fill in "
        "before you have an account",
        "Until you sign out; if you asked to stay signed in, "
        + in_words(dt.timedelta(seconds=settings.SESSION_COOKIE_AGE), "weeks", spelt=True),
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        "Makes sure that a form was sent from this site and by you",
        "One year",
    ),
    Cookie(
        "messages",
        "Carries a message such as “Saved” to the next page, once",
        "Until the next page is shown",
    ),
)
