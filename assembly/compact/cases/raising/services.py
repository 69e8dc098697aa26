"""Raise a case: for an organisation, a public body, a person who wrote to us, or on the Board's own initiative."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, subjects, telling
from assembly.compact.cases.subjects import Facts
from assembly.compact.models import Case, Cited, Side, Step
from assembly.compact.signatories.services import held as locked
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody

from . import linking, rules
from .complaints import Complainant, Complaint, Person, raised_of
from .held import Held, held_to, promised_by
from .unnamed import given_away

RAISED = "compact/case_raised"
TO_ACKNOWLEDGE = "compact/case_to_acknowledge"
# The same person sends the same words again: the button was pressed twice, or the page was loaded again.
SAME_WITHIN = dt.timedelta(hours=1)
LONGEST_TITLE, LONGEST_PATH = 255, 300
NOT_THERE = (
    "The page that this case is about is not public any more. Raise the case without it, and say in your own words "
    "what it is about."
)


@transaction.atomic
def raise_case(
    complaint: Complaint,
    complainant: Complainant,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Case:
    """Number it, and tell the complainant and those who acknowledge it. The other side hears of it only then."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    against = locked(complaint.against)
    if twin := _sent_before(complaint, complainant, by=by, at=at):
        return twin
    facts = _facts_of(complaint)
    held = held_to(against, complaint.happened_on)
    promised = set(promised_by(against, held).values_list("pk", flat=True))
    rules.may_raise_for(by, complainant).enforce()
    rules.may_be_raised_against(against, complainant, complaint.happened_on, on=on).enforce()
    rules.cites(complaint.undertakings, held, promised).enforce()
    rules.says_what_happened(complaint.account).enforce()
    warnings = given_away(complainant, facts)
    rules.is_understood(
        warnings, is_unnamed=complaint.is_unnamed, understood=complaint.understood
    ).enforce()
    case = write(complaint, complainant, facts, held, by=by, at=at)
    life.begin(case, Step.RECEIVED, on=on)
    organisation = complainant if isinstance(complainant, Organisation) else None
    record(
        "compact.case_raised",
        case,
        by=by,
        acting_for=organisation,
        data={"raised": case.raised, "same": case.same_facts.count()},
    )
    telling.tell_side(case, Side.COMPLAINANT, RAISED, on=on, context={"due_on": case.due_on})
    working = [*telling.of_board(case, on), *telling.of_support(case, on)]
    telling.tell(case, working, TO_ACKNOWLEDGE, context={"due_on": case.due_on})
    return case


def write(
    complaint: Complaint,
    complainant: Complainant,
    facts: Facts | None,
    held: Held,
    *,
    by: User | None,
    at: dt.datetime,
) -> Case:
    """The row with what it cites, linked to cases about the same facts; at no step yet."""
    against = complaint.against
    person = complainant if isinstance(complainant, Person) else None
    case = Case(
        raised=raised_of(complainant),
        organisation=complainant if isinstance(complainant, Organisation) else None,
        body=complainant if isinstance(complainant, PublicBody) else None,
        person=person.user if person else None,
        person_name=clean(person.name).strip() if person else "",
        person_email=person.email if person else "",
        is_unnamed=complaint.is_unnamed,
        against_body=against if isinstance(against, PublicBody) else None,
        against_organisation=against if isinstance(against, Organisation) else None,
        happened_on=complaint.happened_on,
        account=clean(complaint.account).strip(),
        wanted=clean(complaint.wanted).strip(),
        tried=clean(complaint.tried).strip(),
        raised_by=by,
        raised_at=at,
        step=Step.RECEIVED,
    )
    if complaint.about and facts:
        case.about_kind, case.about_id = complaint.about
        case.about_title = facts.title[:LONGEST_TITLE]
        case.about_path = facts.path[:LONGEST_PATH]
        case.about_facts = "\n".join(facts.facts)
    case.save()
    if held.edition is None:
        raise RuleBroken(held.in_words(against))
    for one in complaint.undertakings:
        Cited.objects.create(
            case=case, undertaking=one, edition=held.edition, had_signed=held.had_signed
        )
    linking.link(case)
    return case


def _facts_of(complaint: Complaint) -> Facts | None:
    if complaint.about is None:
        return None
    facts = subjects.found(*complaint.about)
    if facts is None:
        raise RuleBroken(NOT_THERE)
    return facts


def _sent_before(
    complaint: Complaint, complainant: Complainant, *, by: User, at: dt.datetime
) -> Case | None:
    person = complainant if isinstance(complainant, Person) else None
    same = Case.objects.filter(
        raised_by=by,
        raised=raised_of(complainant),
        organisation=complainant if isinstance(complainant, Organisation) else None,
        body=complainant if isinstance(complainant, PublicBody) else None,
        person_email=person.email if person else "",
        against_body=complaint.against if isinstance(complaint.against, PublicBody) else None,
        against_organisation=complaint.against
        if isinstance(complaint.against, Organisation)
        else None,
        happened_on=complaint.happened_on,
        account=clean(complaint.account).strip(),
        raised_at__gte=at - SAME_WITHIN,
    )
    chosen = {one.pk for one in complaint.undertakings}
    return next(
        (one for one in same if set(one.cites.values_list("undertaking", flat=True)) == chosen),
        None,
    )
