"""Files of grants, written as the tests need them."""

import csv
import json

import pytest

GRANT = {
    "Identifier": "360G-council-1",
    "Title": "Carers' café",
    "Description": "A monthly café for people who care for a relative.",
    "Currency": "GBP",
    "Amount Awarded": "1250.50",
    "Award Date": "2014-07-24",
    "Planned Dates:Start Date": "2014-09-01",
    "Planned Dates:End Date": "2015-08-31",
    "Planned Dates:Duration (months)": "12",
    "Recipient Org:Identifier": "360G-council-kennet_carers",
    "Recipient Org:Name": "Kennet Carers",
    "Funding Org:Identifier": "GB-LAE-WSX",
    "Funding Org:Name": "Wessex County Council",
    "Funding Org:Department": "Community Services",
}


@pytest.fixture
def write_csv(tmp_path):
    """Write rows that differ from a good one as told; a changed value of None leaves the column out."""

    def write(*changes, name="grants.csv", encoding="utf-8", columns=()):
        path = tmp_path / name
        titles = [
            title for title in (*GRANT, *columns) if (changes or [{}])[0].get(title, "") is not None
        ]
        with path.open("w", encoding=encoding, newline="") as file:
            rows = csv.DictWriter(file, titles, extrasaction="ignore")
            rows.writeheader()
            rows.writerows({**GRANT, **change} for change in changes)
        return path

    return write


def json_grant(**changes):
    return {
        "id": "360G-council-1",
        "title": "Carers' café",
        "description": "A monthly café.",
        "currency": "GBP",
        "amountAwarded": 1250.5,
        "awardDate": "2014-07-24T00:00:00+01:00",
        "plannedDates": [{"startDate": "2014-09", "endDate": "2015", "duration": 12}],
        "recipientOrganization": [{"id": "GB-CHC-000000", "name": "Kennet Carers"}],
        "fundingOrganization": [{"id": "GB-LAE-WSX", "name": "Wessex County Council"}],
    } | changes


@pytest.fixture
def write_json(tmp_path):
    def write(*grants, name="grants.json", **package):
        path = tmp_path / name
        path.write_text(json.dumps({"version": 1.1, "grants": list(grants), **package}), "utf-8")
        return path

    return write
