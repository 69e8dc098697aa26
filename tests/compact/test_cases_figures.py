"""Figures of cases: each leads to as many cases, and none by cause says anything of fewer than five."""

import datetime as dt
import itertools
import random
from urllib.parse import parse_qsl, urlsplit

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from assembly.compact.cases.register import figures_page, learnt, report
from assembly.compact.cases.register.causes import CAUSES, FEWEST, by_cause
from assembly.compact.cases.register.figures import One, Ruler, counted, time_of
from assembly.compact.cases.register.filters import Filters, RegisterForm, address_of, matching
from assembly.compact.models import Case, CaseStep, Conclusion, Pause, Step, Undertaking
from assembly.core.bank_holidays.calendar import WorkingDays
from tests.factories import case_findings, cases
from tests.factories.case_findings import DAY
from tests.factories.compact import draft, published, write
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)


@pytest.fixture
def promises(db):
    edition = draft(F1="We pay in advance.", F2="We answer.")
    write(edition, "C2", "We give twelve weeks.", code="consultation")
    published(edition)
    return list(Undertaking.objects.order_by("pk"))


def make(chance, promises, bodies, on):
    """One case at any point of its life."""
    about = chance.sample(promises, chance.randint(1, 3))
    against = {"against_body": chance.choice(bodies)}
    if chance.random() < 0.2:
        against = {"against_organisation": OrganisationFactory()}
    day = on - chance.randint(0, 900) * DAY
    kind = chance.choice(["received", "open", "settled", "withdrawn", "found", "found", "to come"])
    if kind in {"found", "to come"}:
        day = on + 5 * DAY if kind == "to come" else day
        made = case_findings.with_finding(
            about, on=day, results=chance.choices(Conclusion.Result.values, k=3), **against,
            cause=chance.choice(["resource", "unaware", ""]),
        )  # fmt: skip
        if chance.random() < 0.2:
            case_findings.found(made, results=["kept"], is_appeal=True, public_from=day)
        if chance.random() < 0.2:
            case_findings.note(made.findings.order_by("is_appeal").last(), "retraction")
        return
    at = Step.RECEIVED if kind == "received" else chance.choice([Step.INFORMAL, Step.PANEL])
    made = cases.case(at=at, on=day, undertakings=about, **against)
    if kind in {"settled", "withdrawn"}:
        case_findings.closed(made, Case.Outcome(kind), on=min(day + 20 * DAY, on))


def test_each_figure_leads_to_as_many_cases_on_random_data(promises):
    chance = random.Random(21)  # noqa: S311 - the same each time
    bodies = [PublicBodyFactory() for _ in range(3)]
    bodies[0].ended_on, bodies[0].successor = TODAY - 400 * DAY, bodies[1]
    bodies[0].save()
    for _ in range(60):
        make(chance, promises, bodies, TODAY)
    every = counted(TODAY)
    assert len(every) == Case.objects.listed(TODAY).count() > 20
    looked_at = 0
    for year in (None, TODAY.year, TODAY.year - 1):
        for table in figures_page.shown(every, year, TODAY).tables:
            for cell in (cell for line in table.lines for cell in line.cells):
                assert bool(cell.url) == bool(cell.number)
                if cell.url:
                    form = RegisterForm(QueryDict(urlsplit(cell.url).query), on=TODAY)
                    chosen = Filters.asked(form)
                    asked = dict(parse_qsl(urlsplit(cell.url).query))
                    assert {key for key in asked if getattr(chosen, key)} == set(asked)
                    assert matching(chosen, TODAY).count() == cell.number, cell
                    looked_at += 1
    assert looked_at > 50


def one(cause, year=2026, results=None):
    found = One(year, 1, found_in=year)
    found.results, found.causes = results or {1: "not-kept"}, {cause}
    return found


def test_no_figure_by_cause_under_five(db):
    few = [one("resource") for _ in range(FEWEST - 1)]
    assert by_cause(few).altogether == [None] * len(CAUSES)
    enough = [*few, one("resource")]
    assert by_cause(enough).altogether == [0, 0, FEWEST, 0, 0]
    assert by_cause([]).lines == []


def test_what_is_kept_has_no_cause(db):
    kept = One(2026, 1, found_in=2026, results={1: "kept"})
    assert by_cause([kept]).lines == []


def tables(sums, columns):
    """Every table with these sums of rows and columns."""
    if not sums:
        if not any(columns):
            yield ()
        return
    for row in itertools.product(*(range(min(sums[0], most) + 1) for most in columns)):
        if sum(row) == sums[0]:
            left = [most - number for most, number in zip(columns, row, strict=True)]
            yield from ((row, *rest) for rest in tables(sums[1:], left))


def test_nobody_works_out_a_small_figure_by_cause(db):
    """Somebody knows the register, so the number of cases of each year, and every figure that is shown."""
    chance = random.Random(5)  # noqa: S311 - the same each time
    withheld = 0
    for _ in range(40):
        found = [
            one(chance.choice(["resource", "resource", "unaware", ""]), chance.choice([2025, 2026]))
            for _ in range(chance.randint(3, 14))
        ]
        shown = by_cause(found)
        keys = list(CAUSES)
        numbers = [
            [sum(case.found_in == year and key in case.causes for case in found) for key in keys]
            for year in shown.years
        ]
        totals = [sum(column) for column in zip(*numbers, strict=True)]
        for figure, number in [
            *zip(shown.altogether, totals, strict=True),
            *((f, n) for row, own in zip(shown.by_year, numbers, strict=True) for f, n in zip(row, own, strict=True)),
        ]:  # fmt: skip
            assert figure in {None, number}
            assert figure is None or not 0 < figure < FEWEST
        withheld += _nobody_can_tell(shown, numbers, totals)
    assert withheld > 20


def _nobody_can_tell(shown, numbers, totals):
    """For each small total there is another one with the same sum, and the same figures shown."""
    small = [place for place, number in enumerate(totals) if 0 < number < FEWEST]
    hidden = [place for place, figure in enumerate(shown.altogether) if figure is None]
    left = sum(totals[place] for place in hidden)
    for place in small:
        others = {
            row[hidden.index(place)]
            for row in itertools.product(range(left + 1), repeat=len(hidden))
            if sum(row) == left
        }
        assert len(others) > 1, (totals, shown)
    return len(small)


def test_the_file_withholds_what_the_page_withholds(client, promises):
    case_findings.with_finding(promises[:1], cause="deliberate")
    page = client.get("/compact/cases/figures/").content.decode()
    text = b"".join(client.get("/compact/cases/figures.csv").streaming_content).decode()
    assert "withheld" in page
    by_cause = [line for line in text.splitlines() if line.startswith("Cases by cause")]
    assert by_cause
    assert all(line.endswith(",withheld") for line in by_cause)


def test_no_case_no_figures(client):
    assert "Nothing to count yet" in client.get("/compact/cases/figures/").content.decode()


def test_a_year_narrows_the_page_and_its_file(client, promises):
    today = timezone.localdate()
    cases.case(at=Step.INFORMAL, undertakings=promises[:1], on=today)
    cases.case(at=Step.INFORMAL, undertakings=promises[:1], on=today.replace(year=today.year - 1))
    page = client.get(f"/compact/cases/figures/?year={today.year}")
    first = page.context["shown"].tables[0].lines[0].cells[0]
    assert (first.number, first.url) == (1, f"/compact/cases/?year={today.year}")
    everything = client.get("/compact/cases/figures/")
    assert everything.context["shown"].tables[0].lines[0].cells[0].number == 2
    assert client.get("/compact/cases/figures/?year=nonsense").status_code == 400


# Time taken


def test_a_stopped_clock_is_left_out(promises):
    begun = dt.date(2026, 3, 2)  # a Monday
    case = cases.case(at=Step.INFORMAL, on=begun, undertakings=promises[:1])
    step = CaseStep.objects.get(case=case)
    Pause.objects.create(step=step, reason="agreed", begun_on=begun + DAY, ended_on=begun + 4 * DAY)
    CaseStep.objects.filter(pk=step.pk).update(ended_on=begun + 7 * DAY)
    [one] = counted(begun + 8 * DAY)
    assert one.steps == [("informal", 2)]


def test_from_raised_to_finding_only_once_it_is_public(promises):
    on = dt.date(2026, 6, 1)
    case_findings.with_finding(promises[:1], on=on)
    [one] = counted(on - DAY)
    assert one.to_finding is None
    [one] = counted(on)
    assert one.to_finding == WorkingDays().between(on - 90 * DAY, on - 20 * DAY)


@pytest.mark.parametrize(
    ("days", "median", "longest"), [([3], 3, 3), ([1, 9], 5, 9), ([1, 2], 2, 2), ([5, 1, 2], 2, 5)]
)
def test_the_median(days, median, longest):
    found = time_of(days)
    assert (found.median, found.longest) == (median, longest)


def test_the_ruler_is_the_calendar():
    first, last = dt.date(2026, 11, 1), dt.date(2027, 2, 1)
    ruler, calendar = Ruler(first, last, WorkingDays()), WorkingDays()
    for since, until in [(3, 50), (0, 92), (20, 20), (30, 10)]:
        pair = first + since * DAY, first + until * DAY
        assert ruler.between(*pair) == calendar.between(*pair)


def test_figures_cost_the_same_for_many_cases(promises):
    case_findings.with_finding(promises[:1])
    with CaptureQueriesContext(connection) as few:
        counted(TODAY)
    for _ in range(5):
        case_findings.with_finding(promises)
    with CaptureQueriesContext(connection) as many:
        counted(TODAY)
    assert len(few) == len(many) <= 8


# The yearly report


def test_the_yearly_report_counts_the_cases_of_the_year(promises):
    today = timezone.localdate()
    case_findings.with_finding(promises[:1], results=["kept"])
    case_findings.settled(cases.case(at=Step.INFORMAL))
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    said = [line.text for line in report.of_year(first, last).lines]
    assert "2 cases acknowledged" in said
    assert "1 case settled informally" in said
    assert "1 case with a finding that became public" in said
    assert "1 undertaking found kept" in said
    assert report.of_year(dt.date(2001, 1, 1), dt.date(2001, 12, 31)) is None


def test_what_an_undertaking_is_cited_by_is_counted_as_it_is_listed(promises):
    """The panel of its page, the numbers of lists, and the register: on random data."""
    chance = random.Random(8)  # noqa: S311 - the same each time
    bodies = [PublicBodyFactory() for _ in range(2)]
    for _ in range(40):
        make(chance, promises, bodies, timezone.localdate())
    found = learnt.numbers([one.pk for one in promises])
    assert sum(found.values()) > learnt.MOST
    for one in promises:
        panel = learnt.panel(one)
        said = int(panel.heading.split()[0]) if panel else 0
        chosen = Filters(undertaking=address_of(one))
        listed = matching(chosen, timezone.localdate()).count()
        assert found.get(one.pk, 0) == said == listed, one
