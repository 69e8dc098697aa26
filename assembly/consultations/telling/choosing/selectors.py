"""What somebody with an account chose to be told about."""

from assembly.accounts.models import User
from assembly.consultations.models import Following
from assembly.consultations.telling.following import things
from assembly.consultations.telling.following.things import Thing


def chosen_by(user: User) -> list[Thing]:
    rows = Following.objects.filter(user=user)
    rows = rows.select_related("body", "theme", "district", "consultation__page")
    return [things.of_following(row) for row in rows]
