import pytest

from assembly.membership import identifiers

NUMBERS = [
    # register  as typed      as written
    ("GB-CHC", "1090095",    "GB-CHC-1090095"),
    ("GB-CHC", " 109 0095 ", "GB-CHC-1090095"),
    ("GB-COH", "445160",     "GB-COH-00445160"),
    ("GB-COH", "oc301540",   "GB-COH-OC301540"),
    ("GB-MPR", "28872R",     None),
    ("GB-MPR", "IP28872R",   "GB-MPR-IP28872R"),
    ("GB-CHC", "12345",      None),
    ("GB-CHC", "12345678",   None),
    ("GB-COH", "ABC",        None),
]  # fmt: skip


@pytest.mark.parametrize(("register", "typed", "written"), NUMBERS)
def test_official_numbers_are_written_one_way(register, typed, written):
    if written:
        assert identifiers.org_id(register, typed) == written
    else:
        with pytest.raises(identifiers.NotANumber, match="is not a number of the"):
            identifiers.org_id(register, typed)
