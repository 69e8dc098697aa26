"""Nothing reads a stored count but as the type that wrote it (`elections.counting.Count`).

A dictionary of a count is known by two signs: somebody takes the field `result` of a model, or looks up a key that
`count.schema.json` alone gives such a thing.
"""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("assembly", "elections", "forums", "home")
SCHEMA = json.loads((ROOT / "elections/counting/count.schema.json").read_text())
# Words of other dictionaries too: those of a form, of a ballot box that is opened on a scrutineer's computer.
COMMON = {
    "ballots", "candidates", "from", "name", "number", "outcome", "reason", "seats", "title", "to", "value", "votes",
    "notes", "action", "group", "groups", "members", "purpose", "categories", "rule", "papers", "stage", "candidate",
    "minimum", "maximum", "decided_by",
}  # fmt: skip


def keys(schema):
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key == "properties":
            yield from value
        yield from keys(value)
    for value in schema if isinstance(schema, list) else ():
        yield from keys(value)


KEYS = set(keys(SCHEMA)) - COMMON


def sources():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and not name.startswith("elections/counting/"):
                yield name, path.read_text()


# The Compact knows no count, and its demo none either: a conclusion and a remedy of a case have a result too.
OF_CASES = ("assembly/compact/cases/", "assembly/compact/models/hearing.py", "home/demo/cases.py")


def of_no_count(name):
    """The model of the count itself, and cases."""
    return name == "elections/models/counted.py" or name.startswith(OF_CASES)


def second_ways(source):
    """The lines that take a stored count as a dictionary."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr="result", value=ast.Name(id="rules")):
                pass  # the rules about results
            case ast.Attribute(attr="result", ctx=ast.Load()):
                yield node.lineno
            case ast.Call(
                func=ast.Attribute(attr="values" | "values_list" | "only"), args=args
            ) if any(isinstance(arg, ast.Constant) and arg.value == "result" for arg in args):
                yield node.lineno
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value="result"), *_]):
                yield node.lineno
            case ast.Subscript(slice=ast.Constant(value=str() as key), ctx=ast.Load()) if (
                key in KEYS
            ):
                yield node.lineno
            case ast.Call(
                func=ast.Attribute(attr="get" | "pop"), args=[ast.Constant(value=str() as key), *_]
            ) if key in KEYS:
                yield node.lineno


def test_the_keys_are_those_of_a_count():
    assert {"stages", "elected", "ties", "transfers", "quota", "countback", "withdrawn"} <= KEYS


def test_a_stored_count_is_read_as_its_type_alone():
    found = [
        f"{name}:{line}"
        for name, source in sources()
        if not of_no_count(name)
        for line in second_ways(source)
    ]
    assert not found, "Read Count.counted instead"


@pytest.mark.parametrize(
    "line",
    [
        'elected = contest.count_result.result["elected"]',
        'for stage in result["stages"]: pass',
        'quota = Fraction(stage["quota"])',
        'spread = told.get("constraints")',
        "binding.data_file(vacancy.result)",
        'getattr(count, "result")',
        'counts.values_list("result", flat=True)',
        'result.pop("stages")',
    ],
)
def test_a_second_way_is_found(line):
    assert list(second_ways(line))
