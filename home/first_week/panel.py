"""The list of first steps, on the admin's first page until all of them are done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from wagtail.admin.ui.components import Component

from assembly.accounts import offices
from assembly.core import roles

from .steps import Step, steps_for

SHOWN_TO = {roles.SUPPORT_UNIT, roles.BOARD}


class FirstWeekPanel(Component):
    name = "first_week"
    order = 15
    template_name = "home/staff/first_week.html"

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        done = sum(step.is_done for step in self.steps)
        return {"steps": self.steps, "done": done}


def show_first_week(request: HttpRequest, panels: list[Component]) -> None:
    if not SHOWN_TO.intersection(offices.held_by(request.user)):
        return
    steps = steps_for(request.user)
    if not all(step.is_done for step in steps):
        panels.append(FirstWeekPanel(steps))
