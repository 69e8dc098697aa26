"""Those who hear a case, and its two sides, act at once, in a process of its own: see `tests.storm`."""

from assembly.accounts.models import User
from assembly.compact.cases.hearing import closing, facts, findings, panel
from assembly.compact.models import Case
from tests.membership.storm import together


def _known(case: int, people: list[int]) -> tuple[Case, list[User]]:
    found = User.objects.in_bulk(people)
    return Case.objects.get(pk=case), [found[pk] for pk in people]


def name_panel(case: int, people: list[int]) -> list[str]:
    """Each names the first three."""
    known, users = _known(case, people)
    return together(lambda user: panel.name_panel(known, users[:3], by=user), users)


def send_facts(case: int, people: list[int]) -> list[str]:
    known, users = _known(case, people)
    return together(lambda user: facts.send_facts(known, by=user), users)


def answer_facts(case: int, people: list[int]) -> list[str]:
    """Both sides, with different words."""
    known, users = _known(case, people)
    return together(lambda user: facts.answer_facts(known, f"As {user.pk} says.", by=user), users)


def decide(case: int, edit: int, people: list[int]) -> list[str]:
    known, users = _known(case, people)
    return together(lambda user: findings.decide(known, edit, by=user), users)


def close(case: int, people: list[int]) -> list[str]:
    known, users = _known(case, people)
    return together(lambda user: closing.close(known, f"Learnt {user.pk}.", by=user), users)
