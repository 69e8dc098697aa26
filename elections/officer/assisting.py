"""What the pages with a second person share."""

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import attempt
from elections.models import Contest
from elections.services.assistance import send_code_to

from .staff_forms import ProvedForm


def send_code_by(request: SignedInRequest, contest: Contest, form: ProvedForm) -> dict[str, str]:
    """Mail a code to the person of a form, and say what came of it; nothing where the form is not right."""
    if not form.is_valid():
        return {}
    person = form.cleaned_data["person"]
    _, refusal = attempt(lambda: send_code_to(contest, person, by=request.user))
    return {"problem": refusal} if refusal else {"notice": f"A code is on its way to {person}."}
