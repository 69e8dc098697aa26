"""Where an organisation or a group decides that its response is not public any more."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.consultations.public_pages import published_at
from assembly.consultations.responding.selectors import response_of
from assembly.consultations.responding.who import FOR, flow_for
from assembly.core.acting import Button, act_by_button
from assembly.core.http import takes_form
from assembly.membership.http import DelegateRequest

from . import rules, services

WITHDRAWN = "Consent withdrawn. Your response is no longer public."
GIVEN_BACK = "You have agreed again to publish your response."


@takes_form
@login_required
def consent(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """Take the response off the public pages, or agree again. The address says for whom, as the others do."""
    consultation = published_at(body, slug)
    flow = flow_for(consultation, request.user, request.acting, request.GET.get(FOR, ""))
    response = response_of(consultation, flow.sender) if flow else None
    if flow is None or response is None:
        raise Http404("You have not responded to this consultation.")
    here, now, said = redirect(request.get_full_path()), timezone.now(), response.current.consent
    return act_by_button(
        request,
        {
            "withdraw": Button(
                lambda: services.withdraw_consent(response, by=request.user), WITHDRAWN, here
            ),
            "give-back": Button(
                lambda: services.give_consent_back(response, by=request.user), GIVEN_BACK, here
            ),
        },
    ) or render(
        request,
        "consultations/answering/consent.html",
        {
            "consultation": consultation,
            "who": flow.who,
            "consent": response.current.get_consent_display(),
            "withdrawn_at": response.consent_withdrawn_at,
            "may_withdraw": rules.may_be_withdrawn(response, said, at=now),
            "may_give_back": rules.may_be_given_back(response, said, at=now),
            "sent_page": flow.place.at("sent/"),
        },
    )
