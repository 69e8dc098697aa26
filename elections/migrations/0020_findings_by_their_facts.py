"""What stopped an opening is known by a code and facts, no longer by the hash of the sentence that told them.

The facts of each finding are read out of its sentence. One in other words than any release wrote keeps them with the code
“unknown”: what scrutineers recorded stays beside it, and a box of which the same is found today stops again.
"""

import hashlib
import json
import re

from django.db import migrations, models

SENTENCES = {
    'same-ballot-twice': re.compile(r'The box holds the same sealed ballot more than once: (?P<receipts>.+)\.'),
    'another-box': re.compile(
        r'The box is not the one whose receipts were published\. '
        r'Not published: (?P<added>.+)\. Missing: (?P<missing>.+)\.'
    ),
    'ballots-and-marks': re.compile(
        r'The box holds (?P<ballots>\d+) ballots and the roll (?P<marks>\d+) marks'
        r'(?:, (?P<empty>\d+) for envelopes without a ballot)?(?:: the opening stops)?\.'
    ),
    'no-ballot': re.compile(
        r'These receipts belong to something that is no ballot of this election: (?P<receipts>.+)\.'
    ),
}


def read(text):
    for code, sentence in SENTENCES.items():
        if found := sentence.fullmatch(text):
            return code, {name: fact(name, words) for name, words in found.groupdict().items()}
    return 'unknown', {'text': text}


def fact(name, words):
    if name in ('ballots', 'marks', 'empty'):
        return int(words or 0)
    return [] if words == 'none' else words.split(', ')


def sha256_of(facts):
    text = json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + '\n'
    return hashlib.sha256(text.encode()).hexdigest()


def name_facts(apps, schema_editor):
    for finding in apps.get_model('elections', 'OpeningFinding').objects.iterator():
        finding.code, finding.facts = read(finding.text)
        finding.facts_sha256 = sha256_of(finding.facts)
        finding.save(update_fields=['code', 'facts', 'facts_sha256'])


def hash_sentences(apps, schema_editor):
    for finding in apps.get_model('elections', 'OpeningFinding').objects.iterator():
        finding.facts_sha256 = hashlib.sha256(finding.text.encode()).hexdigest()
        finding.save(update_fields=['facts_sha256'])


class Migration(migrations.Migration):

    dependencies = [('elections', '0019_candidates_entered_late')]

    operations = [
        migrations.RemoveConstraint(model_name='openingfinding', name='opening_finding_once'),
        migrations.RenameField('openingfinding', 'digest', 'facts_sha256'),
        migrations.AddField(
            'openingfinding',
            'code',
            models.CharField(
                choices=[
                    ('same-ballot-twice', 'The box holds the same sealed ballot more than once'),
                    ('another-box', 'The box is not the one whose receipts were published'),
                    ('ballots-and-marks', 'There are not as many ballots as marks on the roll'),
                    ('no-ballot', 'The box holds something that is no ballot of this election'),
                    ('unknown', 'Found by an early release, in words that name no facts'),
                ],
                default='unknown',
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            'openingfinding',
            'facts',
            models.JSONField(default=dict, help_text='Numbers, or lists of receipts.'),
            preserve_default=False,
        ),
        migrations.RunPython(name_facts, hash_sentences, elidable=False),
        migrations.AlterField(
            'openingfinding',
            'facts_sha256',
            models.CharField(editable=False, help_text='A list of receipts is too long for an index.', max_length=64),
        ),
        migrations.AlterField(
            'openingfinding', 'text', models.TextField(help_text='As it was told when it was found.')
        ),
        migrations.AddConstraint(
            model_name='openingfinding',
            constraint=models.UniqueConstraint(
                fields=('contest', 'code', 'facts_sha256'), name='opening_finding_once'
            ),
        ),
    ]
