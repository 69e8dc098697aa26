"""What a consultation may ask individuals about themselves: a fixed list, in plain words, each with a way not to say.

The place of an option is what is stored (`MonitoringCount.option`), so options are added at the end and none is taken
out or moved.
"""

from dataclasses import dataclass

NOT_SAID = "Prefer not to say"


@dataclass(frozen=True, slots=True)
class AboutYou:
    """One question. Its code is stored."""

    code: str
    label: str
    words: str
    options: tuple[str, ...]
    help: str = ""


QUESTIONS = (
    AboutYou(
        "age",
        "Age",
        "How old are you?",
        (
            NOT_SAID,
            "Under 18",
            "18 to 24",
            "25 to 34",
            "35 to 44",
            "45 to 54",
            "55 to 64",
            "65 to 74",
            "75 or over",
        ),
    ),
    AboutYou(
        "sex",
        "Sex",
        "What is your sex?",
        (NOT_SAID, "Female", "Male", "I describe myself in another way"),
    ),
    AboutYou(
        "ethnic",
        "Ethnic group",
        "What is your ethnic group?",
        (
            NOT_SAID,
            "Asian or Asian British",
            "Black, Black British, Caribbean or African",
            "Mixed or multiple ethnic groups",
            "White: English, Welsh, Scottish, Northern Irish or British",
            "White: Gypsy, Roma or Irish Traveller",
            "White: another background",
            "Another ethnic group",
        ),
    ),
    AboutYou(
        "disability",
        "Disability",
        "Do you have a health condition or illness that limits what you can do each day?",
        (NOT_SAID, "Yes, a lot", "Yes, a little", "No"),
        "A lasting one: leave out a cold, or a broken arm.",
    ),
    AboutYou(
        "religion",
        "Religion or belief",
        "What is your religion or belief?",
        (
            NOT_SAID,
            "None",
            "Buddhist",
            "Christian",
            "Hindu",
            "Jewish",
            "Muslim",
            "Sikh",
            "Another religion or belief",
        ),
    ),
    AboutYou(
        "orientation",
        "Sexual orientation",
        "Which of these describes you best?",
        (
            NOT_SAID,
            "Straight or heterosexual",
            "Gay or lesbian",
            "Bisexual",
            "I describe myself in another way",
        ),
    ),
    AboutYou(
        "carer",
        "Carers",
        "Do you look after somebody who could not manage without you?",
        (NOT_SAID, "Yes", "No"),
        "Because they are ill, disabled or old. Do not count what you are paid for.",
    ),
)
BY_CODE = {question.code: question for question in QUESTIONS}


def asked(codes: list[str]) -> list[AboutYou]:
    """Those with these codes, in the order of the list."""
    return [question for question in QUESTIONS if question.code in codes]
