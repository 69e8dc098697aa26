"""A count as the result page shows it: as much of it as its publication level allows."""

import json
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from assembly.core.charts import Bar, BarChart
from assembly.core.figures import in_words
from assembly.core.flow_charts import FlowChart

from . import binding, counting
from .count_steps import CountStep, count_steps
from .counting.sheet import hash_lines
from .counting.sheet_html import count_page
from .counting.sheet_rows import outcome_of, stage_title, table_rows
from .counting.words import votes_written
from .models import Contest, Count, Vacancy
from .recount import countback_kind, published_of_countback, published_rankings
from .rules.publication import Level, publication_level
from .transfer_chart import transfer_chart
from .vote_figures import VoteFigures

PUBLISHED = "published.blt"
# What some shell expands or ends at between double quotes; PowerShell takes curly ones for straight ones.
_SHELL_SIGNS = frozenset(
    '"$`\\!%\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}'
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of votes: a candidate, or votes that stay with nobody."""

    name: str
    votes: tuple[str, ...]
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class StageNote:
    """What happened at a stage and why."""

    heading: str
    reason: str
    outcome: str


@dataclass(frozen=True)
class CountSheet:
    """The count of a contest, published at the level that its number of ballots allows."""

    contest: Contest
    count: Count
    for_scrutineer: bool = False  # who sees everything, however few the ballots are

    @property
    def level(self) -> Level:
        if self.for_scrutineer:
            return Level.FULL
        return publication_level(self.count.ballots, at_most=self.contest.publication)

    @property
    def is_full(self) -> bool:
        return self.level == Level.FULL

    @property
    def publishes_rankings(self) -> bool:
        """Whether everybody may have them, as far as the count used them."""
        return publication_level(self.count.ballots, at_most=self.contest.publication) == Level.FULL

    @property
    def shows_totals(self) -> bool:
        return self.level in {Level.FULL, Level.TOTALS}

    @property
    def kept(self) -> Count | Vacancy:
        """Where the result is kept that this sheet shows."""
        return self.count

    @property
    def counted(self) -> counting.Count:
        return self.kept.counted

    @property
    def elected(self) -> list[str]:
        return [self.counted.name_of(number) for number in self.counted.elected]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The headline figures, those the level allows."""
        ballots, electors = self.count.ballots, self.count.electors
        facts = [
            ("Seats", str(self.counted.seats)),
            ("Turnout", f"{ballots:,} of {electors:,} organisations ({self.count.turnout}%)"),
        ]
        if self.shows_totals:
            valid = self.counted.valid
            facts += [
                ("Ballots with a preference", f"{valid:,}"),
                ("Blank ballots", f"{ballots - valid:,}"),
                ("Quota", self.figures.shown(self.counted.stages[0].quota)),
            ]
        return facts

    @property
    def has_rankings(self) -> bool:
        """Until the end of the term: then the ballots are forgotten, and the count sheet stays."""
        return hasattr(self.contest, "opened_rankings")

    @property
    def unmet(self) -> str:
        """What of the promised spread those who stood could not meet."""
        return self.count.spread_unmet

    @property
    def stage_numbers(self) -> list[int]:
        return [stage.number for stage in self.counted.stages]

    @property
    def rows(self) -> list[Row]:
        """Votes at each stage, by candidate and then with nobody."""
        return [
            Row(row.name, tuple(self.figures.shown(units) for units in row.votes), row.outcome)
            for row in table_rows(self.counted)
            if row.number or any(row.votes)
        ]

    @property
    def notes(self) -> list[StageNote]:
        return [
            StageNote(
                heading=stage_title(self.counted, stage),
                reason=self.figures.in_text(stage.reason),
                outcome=self.figures.in_text(stage.outcome),
            )
            for stage in self.counted.stages
        ]

    @property
    def ties(self) -> list[str]:
        return [self.figures.in_text(tie.reason) for tie in self.counted.ties]

    @property
    def chart(self) -> BarChart:
        """First preferences; the elected in one colour and named so, the others in another."""
        bars = [
            Bar(
                self.counted.name_of(number),
                votes // 10**self.counted.decimals,
                category=1 if number in self.counted.elected else 2,
            )
            for number, votes in self.counted.stages[0].votes.items()
        ]
        return BarChart(
            title=f"First preferences: {self.contest}",
            description="How many ballots put each candidate first.",
            bars=sorted(bars, key=lambda bar: (-bar.value, bar.label)),
            label_heading="Candidate",
            value_heading="First preferences",
            categories=("Elected", "Not elected"),
        )

    @cached_property
    def flow_chart(self) -> FlowChart:
        """The transfers as a picture: at the full level only."""
        title = f"Where the votes went: {self.contest}"
        return transfer_chart(self.counted, self.figures, title=title)

    @cached_property
    def steps(self) -> list[CountStep]:
        """The count one stage at a time: at the full level only."""
        return count_steps(self.counted, self.figures)

    @cached_property
    def figures(self) -> VoteFigures:
        return VoteFigures(self.counted)

    @property
    def command(self) -> str:
        """What anybody can type to count the published ballots again."""
        return self.command_of(f"{self.file_name}.blt")

    def command_of(self, ballots: str) -> str:
        withdrawn = [str(number) for number in sorted(self.counted.withdrawn)]
        struck = f" --withdrawn {','.join(withdrawn)}" if withdrawn else ""
        spread = (
            f" --seats {self.counted.seats} --constraints {self.file_name}.constraints.json"
            if self.counted.election.constraints
            else ""
        )
        return (
            f"python -m elections.counting {ballots} "
            f"--rule {self.count.rule}{_seed_option(self.count.seed)}{struck}{spread}"
        )

    @property
    def file_name(self) -> str:
        return f"{self.contest.election.slug}-{self.contest.pk}"

    @property
    def compare_command(self) -> str:
        """What a scrutineer types to make the published rankings from the full ones, and compare the two files."""
        return f"{self.command} --shortened {self.file_name}.{PUBLISHED}"

    @property
    def files(self) -> dict[str, tuple[str, str]]:
        """What is downloaded at the full level, by the ending of its name: the text, and its type.

        Scrutineers have the full rankings and the published ones, others the published ones alone. When the rankings
        have been forgotten at the end of the term, the count as data and its sheet are left.
        """
        files = self._stored_files()
        if self._blt is not None:
            files["html"] = (count_page(self.counted, self._sha256), "text/html")
            for vacancy in self._countbacks:
                countback = published_of_countback(vacancy) or ""
                files[countback_kind(vacancy.pk)] = (countback, "text/plain")
        if PUBLISHED in self._kinds:
            files[PUBLISHED] = (self.published_blt, "text/plain")
        return files

    def _stored_files(self) -> dict[str, tuple[str, str]]:
        end = hash_lines(self._sha256) if self._sha256 else ""
        files = {
            "json": (self.data, "application/json"),
            "txt": (self.kept.sheet + end, "text/plain"),
        }
        if constraints := self.counted.election.constraints:
            text = json.dumps(
                counting.constraints_to_json(constraints), ensure_ascii=False, indent=2
            )
            files["constraints.json"] = (f"{text}\n", "application/json")
        if self._blt is not None:
            files["blt"] = (self._blt, "text/plain")
        return files

    @property
    def data(self) -> str:
        """The count as data. It names the ballot file by its hash only where that file is published."""
        return self.kept.data_file(input_sha256=self._sha256)

    @property
    def published_sha256(self) -> dict[str, str]:
        """The SHA-256 of each file that everybody can download; of the sheet to print none, it is made from them."""
        if not self.is_full or self.for_scrutineer:
            return {}
        return {kind: binding.sha256(body) for kind, (body, _) in self._stored_files().items()}

    @property
    def _sha256(self) -> str:
        """Of the ballot file beside the count. That of scrutineers is another, which its commitment binds."""
        return "" if self.for_scrutineer else self.ballot_file_sha256

    @property
    def random_bytes(self) -> str:
        """Those of the opened rankings, for scrutineers; empty once the rankings have been forgotten."""
        rankings = getattr(self.contest, "opened_rankings", None)
        return rankings.random_bytes if rankings and self.for_scrutineer else ""

    @property
    def _kinds(self) -> set[str]:
        """The endings of the files that there are."""
        kinds = {"json", "txt"}
        if self.counted.election.constraints:
            kinds.add("constraints.json")
        if self.has_rankings:
            kinds |= {"blt", "html", *(countback_kind(each.pk) for each in self._countbacks)}
            if self.for_scrutineer and self.publishes_rankings:
                kinds.add(PUBLISHED)
        return kinds

    @property
    def _countbacks(self) -> list[Vacancy]:
        """Those that were counted back from these ballots; each publishes a file of its own."""
        return [each for each in self.contest.vacancies.all() if each.counted_at]

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        labels = {
            "blt": "The full rankings" if self.for_scrutineer else "The ballots, as far as counted",
            PUBLISHED: "The rankings that are published",
            **{
                countback_kind(
                    each.pk
                ): f"The ballots, as far as counted back: {each.appointment.seat}"
                for each in self._countbacks
            },
            "json": "The count as data",
            "txt": "The count sheet",
            "constraints.json": "The limits of the spread",
            "html": "The count sheet, to print",
        }
        view = "scrutiny_file" if self.for_scrutineer else "result_file"
        return [
            (
                label,
                reverse(
                    f"elections:{view}",
                    args=[self.contest.election.slug, self.contest.pk, kind],
                ),
                kind.rpartition(".")[2].upper(),
            )
            for kind, label in labels.items()
            if kind in self._kinds
        ]

    @property
    def draw(self) -> list[str]:
        """The candidates in the order of the draw."""
        return [self.counted.name_of(number) for number in self.counted.election.draw_order]

    @property
    def _blt(self) -> str | None:
        """The rankings that this reader may have: scrutineers all of them, others what the count used."""
        if not self.has_rankings:
            return None
        return self.contest.opened_rankings.blt if self.for_scrutineer else self.published_blt

    @cached_property
    def published_blt(self) -> str:
        return published_rankings(self.count) or ""

    @cached_property
    def ballot_file_sha256(self) -> str:
        """Of the rankings as published; empty where none are, because there it would let a guess be tested."""
        if not self.publishes_rankings:
            return ""
        return self.count.blt_sha256 or (self.published_blt and binding.sha256(self.published_blt))


def _seed_option(seed: str) -> str:
    """Write the seed so that bash, PowerShell and the command prompt of Windows all read it alike."""
    if not seed:
        return ""
    if seed.isprintable() and not seed.startswith("-") and not _SHELL_SIGNS & set(seed):
        return f' --seed "{seed}"'
    return f" --seed-hex {seed.encode().hex()}"


def bind(count: Count) -> None:
    """Give a count its commitment and, where its ballot file is published, the hash of that file."""
    scrutineers = CountSheet(count.contest, count, for_scrutineer=True)
    if scrutineers.publishes_rankings:
        count.blt_sha256 = binding.sha256(count.shortened)
    count.commitment = binding.commitment(count.random_bytes, scrutineers.data)


def votes_sentence(count: Count, number: int) -> str:
    """Say with how many votes a candidate was elected: “Elected at stage 3 with 41 votes of 96; …”.

    Under 5 ballots the votes are nobody's to know: then how many organisations voted, and no more.
    """
    if publication_level(count.ballots) == Level.OUTCOME:
        return f"Elected by a ballot of {in_words(count.ballots, 'organisations')}."
    counted = count.counted
    figures = VoteFigures(counted)
    for stage in counted.stages:
        if number in stage.elected:
            return (
                f"{outcome_of(counted, number)} with {votes_written(figures.shown(stage.votes[number]))} "
                f"of {counted.valid}; the quota was {figures.shown(stage.quota)}."
            )
    return ""
