"""Take the plain hash of every ballot file that is not published out of counts and their sheets, and bind them anew.

With few voters the true file is found by trying all there can be. What an act of old recorded stays as it was: its Event
held no hash. Going back gives no hash back.
"""

import hashlib
import json
import re
import secrets

from django.db import migrations

FULL_FROM = 20  # ballots: from there on the ballot file is published
HASH_LINES = re.compile(r"Ballot file SHA-256:\s+[0-9a-f]{64}\s*\Z")


def commitment(random_bytes, file):
    return hashlib.sha256(bytes.fromhex(random_bytes) + file.encode()).hexdigest()


def data_file(result):
    return json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def bind_anew(row):
    """A count or a countback: its data and its sheet name no ballot file, and have random bytes of their own."""
    row.random_bytes = secrets.token_hex(32)
    row.result = {**row.result, "input_sha256": ""}
    row.sheet = HASH_LINES.sub("", row.sheet)
    row.commitment = commitment(row.random_bytes, data_file(row.result))


def forget_hashes(apps, schema_editor):
    of_rankings = {}
    for rankings in apps.get_model("elections", "OpenedRankings").objects.iterator():
        rankings.random_bytes = secrets.token_hex(32)
        rankings.save(update_fields=["random_bytes"])
        of_rankings[rankings.pk] = commitment(rankings.random_bytes, rankings.blt)
    signatures = apps.get_model("elections", "CountSignature").objects
    for count in apps.get_model("elections", "Count").objects.iterator():
        bind_anew(count)
        count.rankings_commitment = of_rankings.get(count.contest_id, "")
        if count.ballots < FULL_FROM:
            count.blt_sha256 = ""
        count.save()
        signatures.filter(contest=count.contest_id, counted_at=count.counted_at).update(
            rankings_commitment=count.rankings_commitment, commitment=count.commitment
        )
    for vacancy in apps.get_model("elections", "Vacancy").objects.filter(result__isnull=False):
        bind_anew(vacancy)
        vacancy.save()


class Migration(migrations.Migration):

    dependencies = [("elections", "0012_what_is_counted_is_bound")]

    operations = [migrations.RunPython(forget_hashes, migrations.RunPython.noop, elidable=False)]
