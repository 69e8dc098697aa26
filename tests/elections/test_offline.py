"""What scrutineers do on a computer without network: the key, the proof of a share, and the opening repeated."""

import base64
import getpass
import json
import re

import pytest

from elections import offline, sealing, shares
from elections.counting import read_blt
from elections.key_statement import KeyStatement

KEY = shares.make_key(needed=2, holders=3)
RANKINGS = [(1, 2), (2,), (), (2, 1)]


def types(monkeypatch, *lines):
    """Type these at the hidden prompt, one after another."""
    typed = iter(lines)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))


@pytest.fixture
def box(tmp_path):
    """A file of sealed ballots as the site gives it, and the published receipts beside it."""
    sealed = [sealing.seal(sealing.pack(one, 2), KEY.public_key) for one in RANKINGS]
    whole = {
        "title": "Board: two seats",
        "public_key": KEY.public_key,
        "shares_needed": 2,
        "fingerprints": {str(share.number): share.fingerprint for share in KEY.shares},
        "seats": 1,
        "candidates": ["Ann Able", "Ben Best"],
        "ballots": [base64.b64encode(one).decode() for one in sealed],
    }
    (tmp_path / "box.json").write_text(json.dumps(whole))
    receipts = sorted(sealing.receipt_of(one) for one in sealed)
    (tmp_path / "receipts.txt").write_text("\n".join(receipts) + "\n")
    return tmp_path


def open_it(box, *more):
    blt = str(box / "out.blt")
    return offline.main(["open", str(box / "box.json"), "--blt", blt, *more])


def test_a_key_is_made_and_each_share_shown_alone(monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda prompt="": print(prompt))  # noqa: T201
    assert offline.main(["make-key", "--needed", "2", "--holders", "3"]) == 0
    shown = capsys.readouterr().out
    texts = [match[0] for match in re.finditer(r"[1-3](-[0-9A-Z]{4}){7}", shown)]
    statement = KeyStatement.from_text(shown[shown.index("{\n") :])
    read = [shares.read_share(text) for text in texts]
    assert sealing.public_key_of(shares.combine(read[:2])) == statement.public_key
    assert [share.fingerprint for share in read] == list(statement.fingerprints.values())
    assert shown.count(offline.WIPE) == 3


def test_a_statement_can_go_into_a_file(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("builtins.input", lambda _prompt="": "")
    file = tmp_path / "key.json"
    assert offline.main(["make-key", "--statement", str(file)]) == 0
    assert KeyStatement.from_text(file.read_text()).needed == 2
    assert "has no secret in it" in capsys.readouterr().out


def test_a_key_that_one_could_open_alone_is_refused(capsys):
    assert offline.main(["make-key", "--needed", "1"]) == offline.BAD_INPUT
    assert "needs two at least" in capsys.readouterr().err


def test_a_proof_is_made_from_a_share_and_a_slip_is_told(monkeypatch, capsys):
    types(monkeypatch, KEY.shares[0].text)
    assert offline.main(["prove"]) == 0
    assert KEY.shares[0].proof.text in capsys.readouterr().out
    types(monkeypatch, KEY.shares[0].text[:-1] + "!")
    assert offline.main(["prove"]) == offline.BAD_INPUT
    assert "typing error" in capsys.readouterr().err


def test_a_box_is_opened_and_agrees_with_the_receipts(monkeypatch, capsys, box):
    slip, other = "1-ABC", shares.Share(3, bytes(16)).text
    first, second = KEY.shares[0].text, KEY.shares[2].text
    types(monkeypatch, slip, other, first, first, second)
    assert open_it(box, "--receipts", str(box / "receipts.txt")) == 0
    said = capsys.readouterr().out
    assert "4 sealed ballots, 4 opened" in said
    assert "has 3" in said
    assert "not one of this key" in said
    assert "Share 1 has been typed already" in said
    assert "agree" in said
    assert read_blt((box / "out.blt").read_bytes()).seats == 1


def test_a_ballot_that_was_slipped_in_is_named(monkeypatch, capsys, box):
    whole = json.loads((box / "box.json").read_text())
    whole["ballots"][0] = base64.b64encode(b"nothing of the kind").decode()
    (box / "box.json").write_text(json.dumps(whole))
    types(monkeypatch, KEY.shares[0].text, KEY.shares[1].text)
    assert open_it(box, "--receipts", str(box / "receipts.txt")) == offline.DIFFERS
    said = capsys.readouterr().out
    receipt = sealing.receipt_of(b"nothing of the kind")
    assert f"No ballot of this contest: {receipt}" in said
    assert f"In the box, and not published: {receipt}" in said
    assert "Published, and not in the box" in said


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ballots": ["!"]}'])
def test_what_is_no_box_is_told(capsys, tmp_path, text):
    (tmp_path / "box.json").write_text(text)
    assert open_it(tmp_path) == offline.BAD_INPUT
    assert "is not a file of sealed ballots" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    assert open_it(tmp_path) == offline.BAD_INPUT
    assert "No such file" in capsys.readouterr().err


def test_shares_that_make_another_key_open_nothing(monkeypatch, capsys, box):
    whole = json.loads((box / "box.json").read_text())
    whole["public_key"] = "0" * 64
    (box / "box.json").write_text(json.dumps(whole))
    types(monkeypatch, KEY.shares[0].text, KEY.shares[1].text)
    assert open_it(box) == offline.BAD_INPUT
    assert "do not make the key" in capsys.readouterr().err
    assert not (box / "out.blt").exists()


def test_a_blind_opening_shows_no_receipt(monkeypatch, capsys, box):
    """Neither of a ballot that cannot be opened nor of one that is not in the list, and the file is the same."""
    whole = json.loads((box / "box.json").read_text())
    false = sealing.seal(b"no ballot", KEY.public_key)
    whole["ballots"].append(base64.b64encode(false).decode())
    (box / "box.json").write_text(json.dumps(whole))
    listed = (box / "receipts.txt").read_text().split()
    (box / "receipts.txt").write_text("\n".join([*listed[1:], "A" * 20]))
    shares_typed = KEY.shares[0].text, KEY.shares[2].text

    types(monkeypatch, *shares_typed)
    assert open_it(box, "--receipts", str(box / "receipts.txt")) == offline.DIFFERS
    shown, file = capsys.readouterr().out, (box / "out.blt").read_bytes()
    assert sealing.receipt_of(false) in shown

    types(monkeypatch, *shares_typed)
    assert open_it(box, "--blind", "--receipts", str(box / "receipts.txt")) == offline.DIFFERS
    told = capsys.readouterr().out
    assert not re.search(r"[A-Z2-7]{20}", told)
    assert "No ballots of this contest: 1" in told
    assert "Published, and not in the box: 1" in told
    assert (box / "out.blt").read_bytes() == file
