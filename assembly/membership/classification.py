"""What an organisation does, in the words of the report, and where that stands in the standard classifications.

ICNP/TSO is the classification of the United Nations' Handbook on Satellite Account on Non-profit and Related
Institutions (2018); ICNPO is the older one that the National Council for Voluntary Organisations still counts by.
"""

from dataclasses import dataclass

from django.db import models


class SectorRole(models.TextChoices):
    """The three key roles of the sector."""

    SOCIAL_CAPITAL = "social-capital", "Building social capital"
    SERVICES = "services", "Providing services"
    VOICE = "voice", "Giving communities a voice"


# What each role means, for whoever has to choose.
ROLES_IN_WORDS = {
    SectorRole.SOCIAL_CAPITAL: "Bringing people together: clubs, halls, neighbours, volunteering",
    SectorRole.SERVICES: "Providing services: care, advice, transport, teaching",
    SectorRole.VOICE: "Giving communities a voice: campaigning, speaking up, taking part in decisions",
}


class ActivityField(models.TextChoices):
    """Fields of activity."""

    HEALTH_CARE = "health-care", "Health and social care"
    DISABILITY = "disability", "Disability"
    FAITH = "faith", "Faith"
    ADVOCACY = "advocacy", "Campaigning and advocacy"
    ENVIRONMENT = "environment", "Environment and animals"
    CULTURE = "culture", "Arts, heritage and culture"
    MARGINALISED = "marginalised", "Work with people at the margins"
    CHILDREN = "children", "Children and young people"
    OLDER = "older", "Older people"
    EDUCATION = "education", "Education and training"
    SPORT = "sport", "Sport and recreation"
    HOUSING = "housing", "Housing and homelessness"
    ADVICE = "advice", "Advice, money and debt"
    COMMUNITY = "community", "Community halls, shops and development"
    TRANSPORT = "transport", "Community transport"
    SUPPORT = "support", "Support of other organisations, and volunteering"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: codes of ICNP/TSO, the nearest first, and the group of ICNPO."""

    icnptso: tuple[str, ...]
    icnpo_group: int


PLACES = {
    ActivityField.HEALTH_CARE: Place(("C10", "C30", "D10"), 3),
    ActivityField.DISABILITY: Place(("D10",), 4),
    ActivityField.FAITH: Place(("I10", "I90"), 10),
    ActivityField.ADVOCACY: Place(("G10", "G20"), 7),
    ActivityField.ENVIRONMENT: Place(("E10", "E20"), 5),
    ActivityField.CULTURE: Place(("A10",), 1),
    ActivityField.MARGINALISED: Place(("D10", "G10"), 4),
    ActivityField.CHILDREN: Place(("D10", "D20"), 4),
    ActivityField.OLDER: Place(("D10",), 4),
    ActivityField.EDUCATION: Place(("B30", "D40"), 2),
    ActivityField.SPORT: Place(("A20",), 1),
    ActivityField.HOUSING: Place(("F30", "D30"), 6),
    ActivityField.ADVICE: Place(("D10", "K20"), 4),
    ActivityField.COMMUNITY: Place(("F20",), 6),
    ActivityField.TRANSPORT: Place(("L50",), 12),
    ActivityField.SUPPORT: Place(("H90", "K30"), 8),
}


def codes_of(field: str) -> tuple[str, ...]:
    """The ICNP/TSO codes of a field."""
    return PLACES[ActivityField(field)].icnptso


class Need(models.TextChoices):
    """What a voluntary organisation may want help with."""

    GOVERNANCE = "governance", "Governance and trustees"
    STARTING = "starting", "Starting a group"
    FUNDING = "funding", "Finding money"
    FINANCE = "finance", "Accounts and finance"
    LEADERSHIP = "leadership", "Leadership and management"
    TRAINING = "training", "Training"
    VOLUNTEERS = "volunteers", "Volunteers"
    PEOPLE = "people", "Employing people"
    ICT = "ict", "Computers and data"
    PREMISES = "premises", "Premises and equipment"
    QUALITY = "quality", "Quality and impact"
    VOICE = "voice", "Being heard by public bodies"
