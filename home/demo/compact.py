"""The Compact of the sample county: example text, and one undertaking that was worded anew."""

import datetime as dt

from assembly.compact import services
from assembly.compact.models import Code
from home.standing_pages import make_missing_pages

from .stage import Demo

REVISED_ON = dt.date(2008, 4, 1)


def seed(demo: Demo) -> None:
    demo.say("The Compact: five codes with example undertakings")
    make_missing_pages()
    by = demo.people["compact"]
    services.load_example(by=by)
    services.publish_text(
        Code.objects.get(subject=Code.Subject.FUNDING),
        "F3",
        services.Text(
            words=(
                "We give at least three months' notice, in writing and with the reasons, before funding ends or is "
                "cut, so that staff, volunteers and the people they serve can prepare."
            ),
            party="public-body",
            published_on=REVISED_ON,
            effective_on=REVISED_ON,
            measured_by="The day of written notice beside the day it takes effect",
            is_example=True,
        ),
        by=by,
    )
