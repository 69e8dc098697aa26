"""Files of official registers, made by tests. The numbers are invented."""

import csv
import json

COMMISSION = {
    "date_of_extract": "2026-11-01T00:00:00",
    "organisation_number": 900001,
    "registered_charity_number": 9900001,
    "linked_charity_number": 0,
    "charity_name": "ASHMERE CARERS' CIRCLE",
    "charity_type": "Charitable company",
    "charity_registration_status": "Registered",
    "date_of_registration": "1998-04-02T00:00:00",
    "date_of_removal": None,
    "latest_income": 12500.0,
    "charity_contact_address1": "The home of Mrs Smith",
    "charity_contact_address2": "1 High Street",
    "charity_contact_address3": "Ashmere",
    "charity_contact_address4": "Wiltshire",
    "charity_contact_address5": None,
    "charity_contact_postcode": "SN10 1AA",
    "charity_contact_phone": "01632 960001",
    "charity_contact_email": "mrs.smith@example.org",
    "charity_contact_web": "www.ashmere-carers.example.org",
    "charity_company_registration_number": "1234567",
    "charity_insolvent": None,
    "charity_is_cio": None,
    "charity_activities": "Time off,\r\n company and advice for carers.",
}
SAMPLE = {
    "org_id": "GB-CHC-9900001",
    "reg_number": "9900001",
    "name": "ASHMERE CARERS' CIRCLE",
    "postcode": "SN10 1AA",
    "active": "True",
    "date_registered": "1998-04-02",
    "activities": "Time off for carers.",
    "objects": "TO RELIEVE.",
    "source": "CCEW",
    "income": "12500.0",
    "spending": "1.0",
    "fye": "2019-10-31",
    "Batch ID": "07_under_100000",
    "web": "http://www.ashmere-carers.example.org",
    "company_number": "",
    "UKCAT": "HE101",
    "ICNPTSO": "D10",
}


def write_json(path, *changes, mark=True):
    text = json.dumps([{**COMMISSION, **change} for change in changes])
    path.write_text(text, "utf-8-sig" if mark else "utf-8")
    return path


def write_tabs(path, *changes):
    """As the Commission writes it: nothing quoted, a backslash before what would end a cell or a line."""
    rows = [{**COMMISSION, **change} for change in changes]
    return write_rows(path, rows, "\t", quoting=csv.QUOTE_NONE, escapechar="\\", quotechar=None)


def write_sample(path, *changes):
    return write_rows(path, [{**SAMPLE, **change} for change in changes], ",")


def write_rows(path, rows, separator, encoding="utf-8", **dialect):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, **dialect)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(["" if cell is None else cell for cell in row.values()])
    return path
