"""Whatever bytes a file holds: a sentence or a load, never a traceback and never half of it."""

import json
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.funding.models import Award, AwardImport

from .conftest import GRANT, json_grant

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["2014-07-24", "24/07/2014", "1e5", "\0", "GBP", "9" * 40, "2014-07-24T25:00"]),
    st.lists(st.text(max_size=5), max_size=2),
    st.dictionaries(st.sampled_from(["id", "name", "startDate", "duration"]), st.text(max_size=5)),
)


def import_bytes(path, content):
    """Import these bytes, take everything back, and return how it ended."""
    path.write_bytes(content)
    refusal, code = "", 0
    with transaction.atomic():
        try:
            call_command("import_grants", str(path), stdout=StringIO(), stderr=StringIO())
        except CommandError as error:
            refusal, code = str(error), error.returncode
        loaded = list(AwardImport.objects.all())
        count = Award.objects.count()
        pounds = Award.objects.filter(currency="GBP").aggregate(total=Sum("amount"))["total"] or 0
        transaction.set_rollback(True)
    assert len(refusal.splitlines()) == bool(code)
    assert len(loaded) == (not code)
    assert count == sum(source.rows for source in loaded)
    assert pounds == sum(source.total for source in loaded)
    return code


@FEW
@given(st.binary(max_size=300))
def test_any_bytes(tmp_path, content):
    assert import_bytes(tmp_path / "grants.csv", content) in (1, 2)


@FEW
@given(st.data())
def test_a_good_csv_with_bytes_changed(tmp_path, data):
    header = ",".join(GRANT)
    row = ",".join(GRANT.values())
    content = bytearray(f"{header}\r\n{row}\r\n".encode())
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert import_bytes(tmp_path / "grants.csv", bytes(content)) in (0, 1, 2)


@FEW
@given(st.data())
def test_a_good_package_with_bytes_changed(tmp_path, data):
    content = bytearray(json.dumps({"grants": [json_grant()], "version": 1.4}).encode())
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert import_bytes(tmp_path / "grants.json", bytes(content)) in (0, 1, 2)


@FEW
@given(
    st.lists(st.dictionaries(st.sampled_from(list(json_grant())), VALUES, max_size=4), max_size=3)
)
def test_grants_with_any_values(tmp_path, changes):
    grants = [json_grant() | {"id": f"360G-x-{n}"} | change for n, change in enumerate(changes)]
    content = json.dumps({"grants": grants}).encode()
    assert import_bytes(tmp_path / "grants.json", content) in (0, 1, 2)
