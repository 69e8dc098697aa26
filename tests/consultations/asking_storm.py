"""Questions changed at the same moment: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

import datetime as dt

from wagtail.models import Revision

from assembly.accounts.models import User
from assembly.consultations.asking import selectors
from assembly.consultations.asking.editing import services
from assembly.consultations.models import Consultation, Question, Section
from assembly.consultations.publishing import services as publishing
from tests.elections.acts_storm import at_once, into_the_middle


def changed_while_published(question: int, revision: int, at: str) -> list[str]:
    """The change comes when the Board's act has frozen the questions and is not done yet."""
    return into_the_middle(
        _publishing(revision, at), (publishing, "put_in_force"), _changing(question, at)
    )


def published_while_changed(question: int, revision: int, at: str) -> list[str]:
    """The Board publishes when a change was found allowed, and is not stored yet."""
    return into_the_middle(_changing(question, at), (services, "lock"), _publishing(revision, at))


def added(section: int, at: str, *words: str) -> list[str]:
    """Officers add questions, all at once."""
    return at_once(lambda act: act(), [_adding(section, at, one) for one in words])


def begun(consultation: int, at: str, *times: int) -> list[str]:
    """The next version is begun by several, all at once."""
    by = User.objects.get(name="Hari Hale")

    def act(_):
        services.begin_change(
            Consultation.objects.get(pk=consultation), by=by, at=dt.datetime.fromisoformat(at)
        )

    return at_once(act, times)


def put_in_force_while_changed(question: int, consultation: int, at: str) -> list[str]:
    """The Board puts the next version in force while one more change of it is being made."""
    return into_the_middle(
        _changing(question, at), (services, "lock"), _putting_in_force(consultation, at)
    )


def _facts(words: str):
    facts = {name: Question._meta.get_field(name).get_default() for name in services.FACTS}
    return {**facts, "words": words}


def _adding(section: int, at: str, words: str):
    by = User.objects.get(name="Hari Hale")
    return lambda: services.add_question(
        Section.objects.get(pk=section),
        "text",
        _facts(words),
        by=by,
        at=dt.datetime.fromisoformat(at),
    )


def _changing(question: int, at: str):
    by = User.objects.get(name="Hari Hale")
    return lambda: services.change_question(
        Question.objects.get(pk=question),
        _facts("Changed?"),
        by=by,
        at=dt.datetime.fromisoformat(at),
    )


def _publishing(revision: int, at: str):
    by = User.objects.get(name="Gwen Gray")
    return lambda: publishing.publish_consultation(
        Revision.objects.get(pk=revision), by=by, at=dt.datetime.fromisoformat(at)
    )


def _putting_in_force(consultation: int, at: str):
    by = User.objects.get(name="Gwen Gray")

    def act():
        found = Consultation.objects.get(pk=consultation)
        seen = selectors.newest(found).number
        services.change_what_is_asked(found, seen=seen, by=by, at=dt.datetime.fromisoformat(at))

    return act
