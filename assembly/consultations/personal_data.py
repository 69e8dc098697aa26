"""What is held about a person who answered for an organisation, or published for a body."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from allauth.account.models import EmailAddress

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .asking.said import whole
from .commenting.selectors import of_consultations as comments_of_consultations
from .models import (
    Backing,
    Coding,
    Consultation,
    Follower,
    Redaction,
    Response,
    ResponseDraft,
    ResponseVersion,
)
from .responding.by_address.selectors import responses_from
from .telling.choosing.selectors import chosen_by
from .telling.following.selectors import followings_of, with_address_of


def erase(user: User, on: dt.date) -> None:
    """Delete what the person chose to hear of, with the account and with its address alone.

    Comments were made for an organisation or a group: they stay, without the person.
    """
    comments_of_consultations().filter(author=user).update(author=None, author_name="")
    user.followings.all().delete()
    Follower.objects.filter(address=user.email.lower()).delete()


def data_about(user: User) -> Iterable[DataPart]:
    versions = ResponseVersion.objects.filter(sent_by=user).select_related(
        "response__organisation", "response__consultation"
    )
    yield DataPart(
        "Responses you sent for an organisation or a group",
        tuple(
            {
                "consultation": str(version.response.consultation),
                "for": version.response.respondent,
                "sent at": version.sent_at,
                "text": whole(version),
            }
            for version in versions
        ),
    )
    addresses = EmailAddress.objects.filter(user=user, verified=True)
    yield DataPart(
        "Responses sent from your e-mail addresses, as an individual or for an organisation that is not a member",
        tuple(
            {
                "consultation": str(mine.consultation),
                "name": mine.name,
                "sent at": mine.current.sent_at,
                "text": whole(mine.current),
            }
            for mine in responses_from(addresses.values_list("email", flat=True))
        ),
    )
    papers = Response.objects.filter(Q(entered_by=user) | Q(checked_by=user))
    yield DataPart(
        "Responses on paper that you entered or checked",
        tuple(
            {
                "consultation": str(paper.consultation),
                "number": paper.pk,
                "you": "entered it" if paper.entered_by_id == user.pk else "checked it",
            }
            for paper in papers.select_related("consultation__page").order_by("pk")
        ),
    )
    drafts = ResponseDraft.objects.filter(saved_by=user).select_related(
        "consultation__page", "organisation"
    )
    yield DataPart(
        "Drafts of responses that you saved last",
        tuple(
            {"consultation": str(mine.consultation), "saved at": mine.saved_at} for mine in drafts
        ),
    )
    yield DataPart(
        "Comments you made on the draft text of a consultation",
        tuple(
            {
                "for": mine.for_name,
                "at": mine.made_at,
                "passage": mine.passage_words,
                "comment": mine.words,
            }
            for mine in comments_of_consultations().filter(author=user)
        ),
    )
    taken_off = Backing.objects.filter(taken_off_by=user).select_related(
        "response__consultation__page", "organisation"
    )
    yield DataPart(
        "Names of organisations you took off the response of a group",
        tuple(
            {
                "consultation": str(mine.response.consultation),
                "organisation": str(mine.organisation),
                "at": mine.taken_off_at,
            }
            for mine in taken_off
        ),
    )
    published = Consultation.objects.filter(published_by=user).order_by("pk")
    yield DataPart(
        "Consultations you published",
        tuple({"consultation": str(mine), "at": mine.published_at} for mine in published),
    )
    redactions = Redaction.objects.filter(made_by=user).select_related(
        "answer__version__response__consultation"
    )
    yield DataPart(
        "Answers to consultations that you redacted",
        tuple(
            {
                "consultation": str(mine.answer.version.response.consultation),
                "at": mine.made_at,
                "reason": mine.get_reason_display(),
                "explanation": mine.explanation,
            }
            for mine in redactions
        ),
    )
    codings = Coding.objects.filter(coder=user).select_related(
        "answer__version__response__consultation__page"
    )
    yield DataPart(
        "Answers to consultations that you coded or settled",
        tuple(
            {
                "consultation": str(mine.answer.version.response.consultation),
                "answer": mine.answer_id,
                "reading": mine.get_part_display(),
                "at": mine.saved_at,
            }
            for mine in codings
        ),
    )
    yield DataPart(
        "Consultations you chose to be told about",
        tuple({"about": thing.name} for thing in chosen_by(user)),
    )
    follower = with_address_of(user)
    yield DataPart(
        "E-mails about consultations that you asked for with your address alone",
        tuple(
            {
                "about": thing.name,
                "asked at": follower.asked_at,
                "confirmed at": follower.confirmed_at,
            }
            for _, thing in followings_of(follower)
        )
        if follower
        else (),
    )
