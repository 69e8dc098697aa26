"""Public bodies that consult, and consultations in any state, made the way the site makes them."""

import datetime as dt

from django.core.files.base import ContentFile

from wagtail.documents.models import Document

import factory
from factory.django import DjangoModelFactory

from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.publishing import body_pages, services
from assembly.consultations.responding import services as responding
from assembly.partners.models import Officer, PublicBody
from tests.factories.membership import UserFactory, give_office


class PublicBodyFactory(DjangoModelFactory):
    class Meta:
        model = PublicBody
        django_get_or_create = ("slug",)

    name = "Wiltshire County Council"
    short_name = "the council"
    slug = "wcc"
    kind = PublicBody.Kind.COUNCIL


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer

    name = factory.LazyAttribute(lambda officer: officer.user.name)
    post = "Commissioning manager"
    starts_on = dt.date(2008, 1, 1)


def site_with(*bodies):
    """A page for each of these bodies below that of consultations."""
    body_pages.make_body_pages()
    return bodies


def officer_of(body, **fields):
    user = UserFactory(**fields)
    OfficerFactory(body=body, user=user)
    act_for(body, user)
    body_pages.sync_officers(body)
    return user


def act_for(body, user, **term):
    return give_office(user, "Public body officer", body_id=body.pk, body_name=body.name, **term)


def proposal(**facts):
    return services.Proposal(
        **{
            "title": "Day services",
            "slug": "day-services",
            "summary": "How should day services change?",
            "opens_on": dt.date(2008, 9, 8),
            "closes_on": dt.date(2008, 12, 1),
            **facts,
        }
    )


def words_for(consultation, text):
    """These words as the answer to the first question."""
    return [Given(questions_of(asked_by(consultation))[0].question, text=text)]


def respond(consultation, organisation, *, text, by, **facts):
    """An organisation's response in words, sent as the form sends it."""
    answers = words_for(consultation, text)
    return responding.respond(consultation, organisation, answers, by=by, **facts)


def editor_words(**changes):
    """What the editor's form sends beside title, days and stage: all that the Board asks for, and no document."""
    return {
        "purpose": "The cabinet decides in March.",
        "affected": "People who use day services.",
        "can_change": "Where and when.",
        "cannot_change": "Nothing is fixed yet.",
        "methods": ["online", "paper"],
        "contact": "Hari Hale, 01225 000000",
        "body-count": "1",
        "body-0-type": "quote",
        "body-0-id": "",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value-text": "Three centres are half empty.",
        "body-0-value-attribution": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "documents-TOTAL_FORMS": "0",
        "documents-INITIAL_FORMS": "0",
        **changes,
    }


def document_of(title, name="plan.txt", **fields):
    return Document.objects.create(title=title, file=ContentFile(b"The plan.", name=name), **fields)
