"""Official numbers of organisations, written the way open data writes them: GB-CHC-1090095."""

import re

from assembly.core.rules import Refusal

# register: (what people call it, the shape of its numbers)
REGISTERS = {
    "GB-CHC": ("Charity Commission for England and Wales", re.compile(r"\d{6,7}")),
    "GB-COH": ("Companies House", re.compile(r"\d{8}|[A-Z]{2}\d{6}")),
    "GB-SC": ("Scottish Charity Register (OSCR)", re.compile(r"SC\d{6}")),
    "GB-NIC": ("Charity Commission for Northern Ireland", re.compile(r"\d{6}")),
    "GB-EDU": ("Register of schools", re.compile(r"\d{6}")),
    "GB-CASC": ("Register of community amateur sports clubs", re.compile(r"[A-Z]{0,2}\d{4,8}")),
    "GB-MPR": ("Mutuals Register", re.compile(r"\d{1,6}|[A-Z]{2}\d{1,6}[A-Z]?")),
}
CHOICES = [("", "None"), *((code, name) for code, (name, _shape) in REGISTERS.items())]


class NotANumber(Refusal):
    """The number is not one that this register gives."""


def org_id(register: str, number: str) -> str:
    """Join a register and a number as people type it: spaces and small letters allowed, zeros filled in."""
    name, shape = REGISTERS[register]
    tidy = re.sub(r"[\s.-]", "", number).upper()
    if register == "GB-COH" and tidy.isdigit():
        tidy = tidy.zfill(8)
    if register == "GB-NIC":
        tidy = tidy.removeprefix("NI")
    if register == "GB-SC" and tidy.isdigit():
        tidy = f"SC{tidy.zfill(6)}"
    if not tidy.isascii() or not shape.fullmatch(tidy):
        raise NotANumber(f"“{number}” is not a number of the {name}.")
    return f"{register}-{tidy}"


def register_of(whole: str) -> str:
    """What people call the register of a whole identifier; empty when we do not know it."""
    known = (code for code in REGISTERS if whole.startswith(f"{code}-"))
    return next((REGISTERS[code][0] for code in known), "")
