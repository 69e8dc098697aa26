"""Made-up contents for `/about/components/`, where every component stands in its states. In DEBUG only."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from .act_box import ActBox, Aside, Button
from .cards import Card
from .charts import Bar, BarChart
from .flow_charts import Column, Flow, FlowChart, Lane

LONG = (
    "Chalkbourne and Nadderleigh District Society for the Relief of Isolation among Former Agricultural Workers, "
    "their Widows, Widowers and Dependants"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


class SampleFilters(forms.Form):
    name = forms.CharField(required=False)
    district = forms.ChoiceField(choices=[("", "Everywhere"), ("l", LONG)], required=False)
    only = forms.BooleanField(label="Only those that support others", required=False)


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As in its governing document.")
    about = forms.CharField(label="What it does", widget=forms.Textarea, required=False)
    district = forms.ChoiceField(choices=[("", "Everywhere"), ("k", "Kennet"), ("l", LONG)])
    themes = forms.MultipleChoiceField(
        choices=[("h", "Health"), ("a", "Advice")], widget=forms.CheckboxSelectMultiple
    )
    answer = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="We have agreed on this")
    password = forms.CharField(widget=forms.PasswordInput)


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    when: str
    state: str
    text: str = ""


def context() -> dict[str, Any]:
    wrong = SampleForm({"name": "", "district": "x"}, prefix="wrong")
    wrong.is_valid()
    return {
        "long": LONG,
        "word": WORD,
        "empty_form": SampleForm(),
        "wrong_form": wrong,
        "filter_form": SampleFilters(prefix="filter"),
        "breadcrumbs": [("About the Assembly", "/about/"), (LONG, "/about/")],
        "cards": [
            Card(
                "Health Strategic Group",
                "/groups/",
                "Health and social care.",
                "18 organisations",
                "Open",
                "green",
            ),
            Card(LONG, "/groups/"),
            Card(WORD, "/groups/", WORD, WORD),
        ],
        "act": ActBox(
            "Vote now",
            "Voting closes at 5pm on Friday 27 November 2026.",
            left="Last day",
            buttons=(
                Button(f"Vote for {LONG}", "/elections/"),
                Button("Another way", "/elections/", is_second=True),
            ),
            notes=(LONG,),
            asides=(Aside("Not a member?", "/members/"), Aside(WORD, "/members/")),
        ),
        "colours": ["green", "purple", "red", "orange", "teal", "yellow", "grey"],
        "rows": [("Works in", "Kennet"), (WORD, LONG), ("Website", "")],
        "steps": [
            Step("Nominations open", "9am on Friday 16 October 2026", "done"),
            Step(
                "Voting opens",
                "9am on Friday 20 November 2026",
                "now",
                "Each organisation has one vote.",
            ),
            Step(LONG, "5pm on Friday 27 November 2026", "next"),
        ],
        "page": Paginator(range(500), 10).page(7),
        "first_page": Paginator(range(500), 10).page(1),
        "key_page": SimpleNamespace(before="b", after="a"),
        "consent": SimpleNamespace(
            heading="Your account", words=LONG, version=2, since=dt.date(2026, 11, 26)
        ),
        "passages": _passages(),
        "own_comments": {1},
        "tile_map": SimpleNamespace(
            title="Organisations by district",
            description="Most are in Kennet: 31.",
            figure_heading="Organisations",
            width=252,
            height=132,
            size=120,
            tiles=[
                SimpleNamespace(
                    x=x,
                    y=6,
                    middle=x + 60,
                    lines=[(name, 50)],
                    figure=figure,
                    figure_y=90,
                    shade=shade,
                )
                for x, name, figure, shade in [(6, "Kennet", "31", 5), (132, "Salisbury", "7", 1)]
            ],
            rows=[("Kennet", "/members/?district=kennet", 31), (LONG, "/members/", 7)],
        ),
        "files": [("Awards", "/funding/awards.csv", "CSV"), (LONG, "/funding/awards.csv", "")],
        "chart": BarChart(
            title="Awards by funder",
            description="Three funders and how many awards each made.",
            bars=(Bar("Council", 12), Bar(LONG, 3, category=2), Bar("Nothing", 0)),
        ),
        "flow_chart": FlowChart(
            title="From round to round",
            description="Ann keeps 10 and passes 4 on, most of them to Bob.",
            lanes=(Lane(1, "Ann", "elected"), Lane(2, LONG), Lane(0, "Nobody")),
            columns=(
                Column("Round 1", "First preferences", {1: Decimal(14), 2: Decimal(6)}),
                Column(
                    "Round 2",
                    f"Surplus of {LONG}",
                    {1: Decimal(10), 2: Decimal("9.5"), 0: Decimal("0.5")},
                ),
            ),
            flows=(Flow(1, 1, 2, Decimal("3.5"), 7), Flow(1, 1, 0, Decimal("0.5"), 1)),
            unit="votes",
        ),
        "no_chart": BarChart(title="Nothing yet", description="", bars=()),
        "panels": [
            SimpleNamespace(
                heading="Groups",
                lines=[
                    SimpleNamespace(text="Health", url="/groups/", note="since 3 March 2026"),
                    SimpleNamespace(text=LONG, url="", note=""),
                ],
                empty="",
                url="/groups/",
                label="Find a group to join",
            ),
            SimpleNamespace(heading="Groups", lines=[], empty="It is in no group yet."),
        ],
    }


def _passages() -> list[SimpleNamespace]:
    """A heading, and a paragraph with a comment of the reader's on words that have changed since."""
    comment = SimpleNamespace(
        pk=1,
        consent="unnamed",
        get_consent_display="Yes, without the name",
        for_name="Kennet Carers",
        words=LONG,
        passage_words="The bus stops at six.",
        version=SimpleNamespace(number=1),
    )
    parts = [
        ("heading", "The bus", 0, []),
        ("paragraph", LONG, 1, [comment]),
        ("item", LONG, 0, []),
    ]
    return [
        SimpleNamespace(
            passage=SimpleNamespace(key=key, kind=kind, words=words),
            number=number,
            comments=[SimpleNamespace(comment=one, is_of_other_words=True) for one in comments],
        )
        for key, (kind, words, number, comments) in enumerate(parts, 1)
    ]
