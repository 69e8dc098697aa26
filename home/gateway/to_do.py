"""What enquiries ask of people: of leads to answer, of the Support Unit to see to."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.to_do import Task, since

from .models import Enquiry
from .selectors import for_support_unit


def for_leads(user: User, at: dt.datetime) -> Iterable[Task]:
    waiting = Enquiry.objects.to_leads(user).filter(state=Enquiry.State.WAITING)
    for enquiry in waiting.select_related("organisation").order_by("reached_at", "pk"):
        if enquiry.reached_at:
            yield Task(
                text=f"Answer the enquiry {enquiry}",
                button="Answer for {}",
                url=enquiry.get_absolute_url(),
                by=enquiry.reached_at,
                note=since(enquiry.reached_at),
                whose=enquiry.organisation.name,
            )


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm("home.follow_enquiries"):
        return
    found = for_support_unit(at).aggregate(number=Count("pk"), oldest=Min("reached_at"))
    if found["number"]:
        many = found["number"] != 1
        yield Task(
            text=f"{found['number']} enquir{'ies' if many else 'y'} for help to see to",
            button="See to the enquiries",
            url=reverse("gateway_staff:enquiry_list"),
            by=found["oldest"],
            note=since(found["oldest"]),
            whose=SUPPORT_UNIT,
            of_office=True,
        )
