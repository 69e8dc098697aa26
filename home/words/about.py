"""About the Assembly, and how well the site works for people with disabilities."""

from assembly.core.figures import in_words
from home.contact.rules import WORKING_DAYS_TO_ANSWER

from .blocks import Words, bullets, heading, link, text

ANSWERED = in_words(WORKING_DAYS_TO_ANSWER, "working days", spelt=True)

ABOUT: Words = (
    heading("What the Assembly is"),
    text(
        "The Assembly is one democratic voice for the voluntary and community organisations of the area. Every "
        "organisation belongs by right. Members meet in strategic groups and district forums, elect the people who "
        "speak for them on partnership boards, and elect the Assembly Board.",
    ),
    heading("Who does what"),
    text(
        bullets(
            "<b>The members</b> decide. Each organisation has one vote.",
            "<b>The Assembly Board</b> is elected by the members. It publishes consultations and hears appeals.",
            "<b>The Support Unit</b> runs the site and checks applications. It publishes nothing by itself.",
            "<b>A returning officer</b> runs each election and cannot stand in it.",
            "<b>"
            + link("Representatives", "/representatives/")
            + "</b> speak for the sector on partnerships.",
        )
    ),
    heading("How you can check us"),
    text(
        "Every act on this site leaves a line in a record that only grows. Its seal is "
        + link("published", "/about/record/")
        + ", so that a line changed or removed later can be found."
    ),
)

ACCESSIBILITY: Words = (
    text(
        "This site should work for everybody: with a keyboard alone, with a screen reader, with large letters, on a "
        "small telephone, and without JavaScript. We work to the Web Content Accessibility Guidelines 2.2, level AA."
    ),
    heading("What was tested"),
    text(
        bullets(
            "The pages of the main paths are checked by the automatic tool axe in every test run.",
            "Every page can be read at 320 pixels without scrolling sideways; wide tables scroll by themselves.",
            "Signing in, joining a group, voting and responding work without JavaScript.",
        )
    ),
    heading("What was not"),
    text(
        bullets(
            "Nobody who uses a screen reader every day has tested the site yet.",
            "The editing pages, which only office holders see, are the Wagtail system's own and were checked in part.",
            "Documents that others wrote and that are published here may not be accessible. Ask for another form.",
        )
    ),
    heading("Tell us"),
    text(
        "If you cannot use a page, or need something in another form, write to us on the "
        + link("contact page", "/contact/")
        + f" and choose “A problem with the site”. We answer within {ANSWERED}."
    ),
)
