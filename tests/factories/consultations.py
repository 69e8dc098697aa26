"""Public bodies that consult, and consultations in any state, made the way the site makes them."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from wagtail.documents.models import Document

import factory
from factory.django import DjangoModelFactory

from assembly.consultations.asking.given import Given
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.models import OverdueCleared, Question, QuestionSet, Section
from assembly.consultations.publishing import body_pages, services
from assembly.consultations.responding import services as responding
from assembly.consultations.responding.senders import of_organisation
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


class OverdueClearedFactory(DjangoModelFactory):
    class Meta:
        model = OverdueCleared

    reason = "The decision waits for a court."
    cleared_at = factory.LazyFunction(timezone.now)


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


EVERY_KIND = (
    {"kind": "text", "words": "What is your view?"},
    {"kind": "choice", "words": "Do you use day services?", "options": ["Yes", "No"]},
    {"kind": "choices", "words": "Which of them?", "options": ["Lunch", "Transport", "Respite"]},
    {
        "kind": "scale",
        "words": "How good are they?",
        "points": 5,
        "lowest": "very poor",
        "highest": "very good",
    },
    {"kind": "ranking", "words": "What matters most?", "options": ["Cost", "Place", "Hours"]},
    {"kind": "grid", "words": "Do you agree?", "options": ["Keep them", "Merge them"]},
    {"kind": "file", "words": "Is there a paper we should read?"},
)


def ask(question_set, *questions, title=""):
    """Put these questions into one new section of a set, in their order; `only_if` is (number, option)."""
    last = question_set.sections.count()
    section = Section.objects.create(question_set=question_set, position=last + 1, title=title)
    known = list(Question.objects.filter(section__question_set=question_set))
    for position, facts in enumerate(questions, 1):
        parent, option = facts.get("only_if", (None, None))
        code = max((question.code for question in known), default=0) + 1
        known.append(
            Question.objects.create(
                **{
                    **facts,
                    "section": section,
                    "position": position,
                    "code": code,
                    "only_if": known[parent - 1] if parent else None,
                    "only_if_option": option,
                }
            )
        )
    return questions_of(question_set)


def set_of(*questions):
    """A set of these questions that is kept to be used again."""
    question_set = QuestionSet.objects.create(name="A set")
    ask(question_set, *questions)
    return question_set


def words_for(consultation, text):
    """These words as the answer to the first question."""
    return [Given(questions_of(asked_by(consultation))[0].question, text=text)]


def respond(consultation, organisation, *, text, by, **facts):
    """An organisation's response in words, sent as the form sends it."""
    answers = words_for(consultation, text)
    return responding.send(consultation, of_organisation(organisation), answers, by=by, **facts)


STATED = {"has_interest": "no", "is_confidential": "no", "consent": "named"}


def send_online(client, consultation, typed, *, stated=STATED, one=""):
    """Fill in the pages one after the other and send, for the organisation or group whose code is `one`."""
    start, query = f"{consultation.get_absolute_url()}respond/", f"?for={one}" if one else ""
    client.post(f"{start}{query}", typed)
    client.post(f"{start}statement/{query}", stated)
    number = consultation.drafts.order_by("saved_at").last().number
    return client.post(f"{start}check/{query}", {"number": number}, follow=True)


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
