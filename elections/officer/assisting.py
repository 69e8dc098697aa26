"""What the pages with a second person share."""

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import RuleBroken
from elections.models import Contest
from elections.services.assistance import send_code_to

from .staff_forms import ProvedForm


def send_code_by(request: SignedInRequest, contest: Contest, form: ProvedForm) -> dict[str, str]:
    """Mail a code to the person of a valid form, and say what came of it."""
    person = form.cleaned_data["person"]
    try:
        send_code_to(contest, person, by=request.user)
    except RuleBroken as refusal:
        return {"problem": str(refusal)}
    return {"notice": f"A code is on its way to {person}."}
