"""Responses to the open consultation of the world, whose words and names stand nowhere else."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.asking.selectors import asked_by, questions_of
from assembly.consultations.commenting.services import comment, put_text
from assembly.consultations.models import (
    Answer,
    Backing,
    Consultation,
    DraftFile,
    Response,
    ResponseDraft,
    ResponseVersion,
)
from assembly.consultations.responding.senders import of_organisation
from assembly.core.events import record
from assembly.core.passages.services import Said
from assembly.membership.models import Organisation
from tests.factories.consultations import respond
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.world import World

# What nobody but its sender may read before the close, by what it is of.
WORDS = {
    "organisation": "quillwort",
    "group": "rotunda",
    "individual": "saxifrage",
    "outside": "tamarind",
    "draft": "umbrage",
    "interest": "vellum",
    "because": "wagonette",
    "file": "xylophone",
    "draft file": "yellowhammer",
    "replaced": "zinnia",
    "comment": "agrimony",
}
NAMES = ("Zebulon Quirke", "zebulon.quirke@example.org", "Vexilla Parish Circle")
# Of responses on paper: those who enter and check them read them, on the screens for that and on no other.
ON_PAPER = ("Oriel Fenwright", "parchment", "Orlando Fenwright", "papyrus")


def plant(world: World) -> Consultation:
    """One of each kind, replaced, confidential, with a file; two on paper; and a draft with a file."""
    consultation: Consultation = world.consultation
    _of_an_organisation(consultation)
    _of_a_group(world, consultation)
    _of_an_individual(consultation)
    _version(consultation, "outside", WORDS["outside"], name=NAMES[2], address_key="b" * 64)
    _on_paper(world, consultation)
    _draft(world, consultation)
    _comment(world, consultation)
    return consultation


def _comment(world: World, consultation: Consultation) -> None:
    """On a draft text, for the organisation that responded too."""
    put_text(consultation, "Draft plan", "More buses.", by=world.people["officer"])
    sender = of_organisation(Organisation.objects.get(name="Yarrow Weavers"))
    said = Said(key=1, words=f"Our {WORDS['comment']}.", consent="named", seen="1-1")
    comment(consultation, sender, said, by=User.objects.get(name="Yolanda Yarrow"))


def member_with_delegate() -> tuple[Organisation, User]:
    """They stand on other pages with every right, answered or not."""
    organisation = OrganisationFactory(name="Yarrow Weavers", member=True)
    person = UserFactory(name="Yolanda Yarrow")
    DelegateFactory(organisation=organisation, user=person, role="lead")
    return organisation, person


def _of_an_organisation(consultation: Consultation) -> None:
    organisation, person = member_with_delegate()
    respond(consultation, organisation, text=f"Our {WORDS['replaced']}.", by=person)
    version = respond(consultation, organisation, text=f"Our {WORDS['organisation']}.", by=person)
    _more(consultation, version)


def _of_a_group(world: World, consultation: Consultation) -> None:
    group = world.records["group"]
    kind = {"group": group, "group_name": group.name, "group_organisations": 3}
    version = _version(consultation, "group", WORDS["group"], **kind)
    Backing.objects.create(
        response=version.response, organisation=world.records["hub"], named_at=timezone.now()
    )
    record(
        "consultations.responded",
        consultation,
        by=world.people["convenor"],
        data={"response": version.response.pk, "version": 1},
    )


def _of_an_individual(consultation: Consultation) -> None:
    facts = {"name": NAMES[0], "address": NAMES[1], "address_key": "a" * 64}
    version = _version(consultation, "individual", WORDS["individual"], **facts)
    version.is_confidential, version.confidential_because = True, f"A {WORDS['because']}."
    version.consent = "no"
    version.save()


def _on_paper(world: World, consultation: Consultation) -> None:
    facts = {
        "source": "letter",
        "received_on": timezone.localdate() - dt.timedelta(days=1),
        "entered_by": world.people["support"],
    }
    checked = {"checked_by": world.people["officer"], "checked_at": timezone.now()}
    _version(consultation, "individual", ON_PAPER[1], name=ON_PAPER[0], **facts)
    _version(consultation, "individual", ON_PAPER[3], name=ON_PAPER[2], **facts, **checked)


def _draft(world: World, consultation: Consultation) -> None:
    draft = ResponseDraft.objects.create(
        consultation=consultation,
        question_set=asked_by(consultation),
        organisation=world.records["hub"],
        typed={"q1": [f"An {WORDS['draft']}."]},
        saved_at=timezone.now(),
        saved_by=world.people["convenor"],
    )
    name = f"{WORDS['draft file']}.pdf"
    DraftFile.objects.create(
        draft=draft,
        question=_first(consultation),
        file=ContentFile(b"%PDF-1.4 Ours.", name=name),
        file_name=name,
        size=14,
    )


def _version(consultation: Consultation, kind: str, word: str, **facts: object) -> ResponseVersion:
    response = Response.objects.create(consultation=consultation, kind=kind, **facts)
    version = ResponseVersion.objects.create(
        response=response, number=1, question_set=asked_by(consultation), sent_at=timezone.now()
    )
    Answer.objects.create(version=version, question=_first(consultation), text=f"My {word}.")
    return version


def _more(consultation: Consultation, version: ResponseVersion) -> None:
    version.has_interest, version.interest = True, f"A {WORDS['interest']}."
    version.save()
    answer = version.answers.get()
    name = f"{WORDS['file']}.pdf"
    answer.file.save(name, ContentFile(b"%PDF-1.4 Ours."), save=False)
    answer.file_name = name
    answer.save()


def _first(consultation: Consultation):
    return questions_of(asked_by(consultation))[0].question
