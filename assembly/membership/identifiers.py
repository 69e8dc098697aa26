"""Official numbers of organisations, written the way open data writes them: GB-CHC-1090095."""

import re

from assembly.core.rules import Refusal

# register: (what people call it, the shape of its numbers)
REGISTERS = {
    # The oldest charities have five digits.
    "GB-CHC": ("Charity Commission for England and Wales", re.compile(r"\d{5,7}")),
    # Letters say where and what: SC, NI, OC, R (Northern Ireland before 1922), IP with R at its end (societies).
    "GB-COH": (
        "Companies House",
        re.compile(r"\d{8}|[A-Z]{2}\d{6}|[A-Z]\d{7}|[A-Z]{2}\d{5}[A-Z]|[A-Z]{2}\d{4}[A-Z]{2}"),
    ),
    "GB-SC": ("Scottish Charity Register (OSCR)", re.compile(r"SC\d{6}")),
    "GB-NIC": ("Charity Commission for Northern Ireland", re.compile(r"\d{6}")),
    "GB-EDU": ("Register of schools", re.compile(r"\d{6}")),
    "GB-CASC": ("Register of community amateur sports clubs", re.compile(r"[A-Z]{0,2}\d{4,8}")),
    "GB-MPR": ("Mutuals Register", re.compile(r"\d{1,6}|[A-Z]{2}\d{1,6}[A-Z]?")),
}
# What a number without its register shows of it by its shape; any other is a charity's of England and Wales.
BARE = (
    ("GB-SC", re.compile(r"SC-?\d{6}")),
    ("GB-NIC", re.compile(r"NIC-?\d{6}|NI-?10\d{4}")),
    ("GB-COH", re.compile(r"\d{8}|[A-Z]{2}-?\d{6}|[A-Z]\d{7}|[A-Z]{2}\d{4,5}[A-Z]{1,2}")),
)
CHOICES = [("", "None"), *((code, name) for code, (name, _shape) in REGISTERS.items())]


class NotANumber(Refusal):
    """The number is not one that this register gives."""


def org_id(register: str, number: str) -> str:
    """Join a register and a number as people type it: spaces and small letters allowed, zeros filled in.

    What would make it another number is never taken away in silence: the decimals that a spreadsheet adds, the
    number of a linked charity, the prefix of another register.
    """
    name = REGISTERS[register][0]
    tidy = re.sub(r"\s", "", number).upper().removeprefix(f"{register}-")
    _refuse_another(number, tidy, name)
    tidy = re.sub(r"^([A-Z]{2,3})-(?=\d)", r"\1", tidy)
    if register == "GB-CHC":
        tidy = tidy.removesuffix("-0")  # the charity itself, beside those linked to it
    if register == "GB-COH" and tidy.isdigit():
        tidy = tidy.zfill(8)
    if register == "GB-NIC":
        tidy = re.sub("^NIC?", "", tidy)
    if register == "GB-SC" and tidy.isdigit():
        tidy = f"SC{tidy.zfill(6)}"
    if not tidy.isascii() or not REGISTERS[register][1].fullmatch(tidy):
        raise NotANumber(f"“{number}” is not a number of the {name}.")
    return f"{register}-{tidy}"


def _refuse_another(number: str, tidy: str, name: str) -> None:
    """Refuse what would be another body's number if something were taken away from it."""
    if any(tidy.startswith(f"{code}-") for code in REGISTERS):
        raise NotANumber(f"“{number}” is the number of another register than the {name}.")
    if decimal := re.fullmatch(r"(\d+)\.0*", tidy):
        raise NotANumber(
            f"“{number}” looks like a number that a spreadsheet made a decimal of. If it is {decimal[1]}, write that."
        )
    if linked := re.fullmatch(r"(\d+)-[1-9]\d*", tidy):
        raise NotANumber(
            f"“{number}” is a charity that is linked to {linked[1]}. Write {linked[1]} only if you mean that one."
        )


def org_id_of_bare(number: str) -> str:
    """The identifier of a number without its register: a charity's, unless only a company can be meant.

    SC012345 stands in the Scottish registers of charities and of companies, and is read as a charity's; NI and six
    digits is a charity's from 100000 to 109999, which no company of Northern Ireland has.
    """
    tidy = re.sub(r"\s", "", number).upper()
    register = next((code for code in REGISTERS if tidy.startswith(f"{code}-")), "")
    if not register:
        register = next((code for code, shape in BARE if shape.fullmatch(tidy)), "GB-CHC")
    return org_id(register, number)


def register_of(whole: str) -> str:
    """What people call the register of a whole identifier; empty when we do not know it."""
    known = (code for code in REGISTERS if whole.startswith(f"{code}-"))
    return next((REGISTERS[code][0] for code in known), "")
