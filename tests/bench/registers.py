"""Import of an official register of 170,000 charities, beside a plain `bulk_create` of the same rows.

Each run is a process of its own against an empty table, import and floor taking turns; the seconds are those of the
loading alone, the peak is the memory of the whole process. PostgreSQL is measured when BENCH_POSTGRES names a server
and a database that may be thrown away: postgres://postgres@127.0.0.1:5432/bench_registers.

    python -m tests.bench registers
"""

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
ROWS, FEW = 170_000, 17_000
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
BATCH = 1_000


def write_register(sample: Path, path: Path, rows: int) -> None:
    """The charities of the sample over and over, each time under numbers of their own."""
    with sample.open(encoding="utf-8-sig", newline="") as file:
        charities = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, charities[0].keys())
        writer.writeheader()
        for row in range(rows):
            charity = charities[row % len(charities)]
            number = 1_000_000 + row
            name = f"{charity['name']} {row // len(charities)}"
            writer.writerow({**charity, "org_id": f"GB-CHC-{number}", "name": name})


# In the process that is measured


def load(path: Path) -> int:
    """What `manage.py import_charities` does."""
    from assembly.membership.registers.files import open_register, read_lines
    from assembly.membership.services.registers import import_register

    file = open_register(path)
    return import_register(file, read_lines(file), by=None).entries


def floor(path: Path):
    """The same rows, read beforehand, by one plain `bulk_create`."""
    from django.db import transaction

    from assembly.membership.models import RegisterEntry, RegisterImport
    from assembly.membership.registers.files import open_register, read_lines
    from assembly.membership.services.registers import _entry

    source = RegisterImport.objects.create(file_name="floor", sha256="")
    entries = [_entry(n, line, source) for n, line in read_lines(open_register(path))]

    def write() -> int:
        with transaction.atomic():
            return len(RegisterEntry.objects.bulk_create(entries, batch_size=BATCH))

    return write


def measure(what: str, path: Path) -> None:
    import django

    django.setup()
    from assembly.membership.models import RegisterEntry, RegisterImport

    if what != "again":
        RegisterEntry.objects.all()._raw_delete("default")
        RegisterImport.objects.all().delete()
    act = floor(path) if what == "floor" else lambda: load(path)
    begun = time.perf_counter()
    entries = act()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"entries": entries, "seconds": seconds, "peak": peak}))


# In the process that asks


def child(url: str, *arguments: str) -> dict:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.registers", *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def compare(name: str, url: str, many: Path, few: Path) -> None:
    migrate(url)
    found: dict[str, list[dict]] = {"floor": [], "import": [], "again": []}
    for _ in range(RUNS):
        for what, results in found.items():
            results.append(child(url, what, str(many)))
    small = child(url, "import", str(few))
    least = statistics.median(each["seconds"] for each in found["floor"])
    for what, results in found.items():
        assert {each["entries"] for each in results} == {ROWS}
        seconds = statistics.median(each["seconds"] for each in results)
        peak = max(each["peak"] for each in results)
        print(
            f"{name:12} {what:8} {ROWS / seconds:10,.0f} rows/s {seconds / least:6.2f} {peak:8.0f} MB"
        )
    print(f"{name:12} {'import':8} of {FEW:,} rows: {small['peak']:.0f} MB")


def main() -> None:
    sample = SHARED / "charities" / "ukcat_sample.csv"
    if not sample.is_file():
        print("register of charities: skipped, shared data absent")
        return
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.csv", Path(folder) / "few.csv"
        write_register(sample, many, ROWS)
        write_register(sample, few, FEW)
        print(f"{f'{ROWS:,} charities':21} {'speed':>17} {'ratio':>6} {'peak':>11}")
        compare("SQLite", f"sqlite:///{folder}/bench.sqlite3", many, few)
        if server := os.environ.get("BENCH_POSTGRES"):
            compare("PostgreSQL", server, many, few)
        else:
            print("PostgreSQL: skipped, BENCH_POSTGRES names no database")


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]))
