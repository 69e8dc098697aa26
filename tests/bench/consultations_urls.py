"""The site, and beside it the floor of sending a response: the same sign-in, look-up and answer, and one insert."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from assembly.accounts.models import Look
from assembly.consultations.models import Consultation
from assembly.urls import *  # noqa: F403
from assembly.urls import urlpatterns as of_the_site


@login_required
def floor(request, body, slug):
    """Durable: it is committed before the answer leaves."""
    published = Consultation.objects.published().select_related("page", "body__page")
    consultation = get_object_or_404(published, body__page__slug=body, page__slug=slug)
    assert request.acting.organisation
    Look.objects.create(at=timezone.now(), by=request.user, screen="responses")
    return redirect(consultation)


urlpatterns = [
    path("floor/consultations/<slug:body>/<slug:slug>/", floor),
    *of_the_site,
]
