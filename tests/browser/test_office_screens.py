"""Forms of the office on a telephone: nothing that is typed or chosen ends outside the screen."""

from django.utils import timezone

from assembly.core.services import sync_roles
from tests.factories.elections import DAY, ContestFactory

SPILLED = """() => [...document.querySelectorAll("main select, main input, main textarea, main button")]
    .filter(one => one.offsetParent && one.getBoundingClientRect().right > window.innerWidth)
    .map(one => one.name || one.innerText)"""


def test_a_contest_is_set_up_on_a_telephone(phone, base_url, enter_as, efua):
    sync_roles()
    planned = ContestFactory(
        election__returning_officer=efua, election__poll_opens=timezone.now() + 60 * DAY
    )
    page = enter_as(phone, efua)
    page.goto(f"{base_url}/cms/elections/{planned.election_id}/contests/{planned.pk}/")
    page.get_by_label("How it is counted").wait_for()
    assert page.evaluate(SPILLED) == []
