import pytest

from assembly.membership import identifiers, lookup

NUMBERS = [
    # register  as typed      as written
    ("GB-CHC", "1090095",    "GB-CHC-1090095"),
    ("GB-CHC", " 109 0095 ", "GB-CHC-1090095"),
    ("GB-COH", "445160",     "GB-COH-00445160"),
    ("GB-COH", "oc301540",   "GB-COH-OC301540"),
    ("GB-MPR", "28872R",     None),
    ("GB-MPR", "IP28872R",   "GB-MPR-IP28872R"),
    ("GB-CHC", "1234",       None),
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


ANOTHER = [
    ("GB-CHC", "123456.0", "looks like a number that a spreadsheet made a decimal of"),
    ("GB-COH", "1234567.", "looks like a number that a spreadsheet made a decimal of"),
    ("GB-CHC", "123456-1", "is a charity that is linked to 123456"),
    ("GB-CHC", "GB-COH-1234567", "is the number of another register"),
    ("GB-CHC", "1,090,095", "is not a number of the"),
    ("GB-CHC", "1090095/1", "is not a number of the"),
]


@pytest.mark.parametrize(("register", "typed", "sentence"), ANOTHER)
def test_a_number_never_becomes_another_organisations(register, typed, sentence):
    with pytest.raises(identifiers.NotANumber, match=sentence):
        identifiers.org_id(register, typed)


ONE_NUMBER = [
    ("GB-CHC", "99999", "GB-CHC-99999"),
    ("GB-CHC", "gb-chc-1090095", "GB-CHC-1090095"),
    ("GB-CHC", "1090095-0", "GB-CHC-1090095"),
    ("GB-SC", "SC-012345", "GB-SC-SC012345"),
    ("GB-NIC", "NIC 100123", "GB-NIC-100123"),
    ("GB-COH", "SC123456", "GB-COH-SC123456"),
    ("GB-COH", "NI012345", "GB-COH-NI012345"),
    ("GB-COH", "R0000123", "GB-COH-R0000123"),
    ("GB-COH", "IP12345R", "GB-COH-IP12345R"),
]


@pytest.mark.parametrize(("register", "typed", "written"), ONE_NUMBER)
def test_letters_and_prefixes_are_accepted(register, typed, written):
    assert identifiers.org_id(register, typed) == written


BARE = [
    ("1090095", "GB-CHC-1090095"),
    ("01234567", "GB-COH-01234567"),
    ("OC301540", "GB-COH-OC301540"),
    ("SC012345", "GB-SC-SC012345"),
    ("NIC100123", "GB-NIC-100123"),
    ("NI100123", "GB-NIC-100123"),
    ("NI612345", "GB-COH-NI612345"),
    ("GB-COH-SC123456", "GB-COH-SC123456"),
]


@pytest.mark.parametrize(("typed", "written"), BARE)
def test_a_number_without_its_register_is_a_charitys_unless_only_a_company_is_meant(typed, written):
    assert identifiers.org_id_of_bare(typed) == written


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1234567.0", ["1234567", "01234567"]),
        ("1234567-1", []),
        ("123 4567", ["1234567", "01234567"]),
        ("NIC 100123", ["NIC100123", "100123"]),
        ("ip12345r", ["IP12345R"]),
        ("2008", []),
    ],
)
def test_what_is_looked_up_is_the_number_that_was_typed(typed, asked):
    assert lookup.numbers_in(typed) == asked
