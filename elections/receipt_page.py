"""A signed receipt as the page shows it: text to copy, a file to save, and a QR code drawn in the page itself.

All three are in this one answer. A file or picture fetched by a second request would be kept somewhere in between.
"""

from dataclasses import dataclass
from urllib.parse import quote

import qrcode  # type: ignore[import-untyped]  # it has no types

from elections.receipts import SignedReceipt

QUIET = 4  # modules of white around the code


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """`path` draws the dark modules of the QR code in a square of `side` modules; `file` is the address of a file."""

    text: str
    file: str
    file_name: str
    path: str
    side: int

    def __repr__(self) -> str:
        return "ReceiptShown(…)"  # a receipt must not reach a log through its repr


def receipt_shown(signed: SignedReceipt) -> ReceiptShown:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET)
    code.add_data(signed.text)
    rows = code.get_matrix()
    path = "".join(
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, is_dark in enumerate(row)
        if is_dark
    )
    return ReceiptShown(
        text=signed.text,
        file=f"data:text/plain;charset=utf-8,{quote(signed.text)}",
        file_name=f"receipt-{signed.receipt.code}.txt",
        path=path,
        side=len(rows),
    )
