"""For whom somebody answers: which organisation or group, and how its response is sent.

The pages carry it in their addresses (`?for=`), so that an answer begun for one organisation stays with it when the
person switches to another one in a second window.
"""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.act_box import Speaker
from assembly.consultations.models import Consultation
from assembly.consultations.respondents import AnsweringGroup, groups_of
from assembly.consultations.rules import may_respond
from assembly.core.http import key_in
from assembly.membership.models import Organisation
from assembly.membership.selectors import Acting

from . import groups, rules, services
from .desk import Flow, Place, start_of
from .selectors import drafts_of, response_of
from .senders import of_group, of_organisation

FOR = "for"


def code_of(one: Organisation | AnsweringGroup) -> str:
    """As `organisation-12` or `forums.group-7`."""
    if isinstance(one, Organisation):
        return f"organisation-{one.pk}"
    kind = ContentType.objects.get_for_model(one.group)
    return f"{kind.app_label}.{kind.model}-{one.group.pk}"


def page_for(consultation: Consultation, one: Organisation | AnsweringGroup) -> str:
    return f"{start_of(consultation)}?{FOR}={code_of(one)}"


def flow_for(
    consultation: Consultation, user: User | AnonymousUser, acting: Acting, code: str
) -> Flow | None:
    """The pages of the one that the address names; without a name of the organisation one acts for, or the one group.

    None if the person speaks for nobody, or not for the one named.
    """
    if not user.is_authenticated:
        return None
    if not code and acting.organisation:
        return _of_organisation(consultation, acting.organisation, user)
    if code.startswith("organisation-"):
        key = key_in(code.removeprefix("organisation-"))
        found = Organisation.objects.acted_for_by(user).filter(pk=key).first()
        return _of_organisation(consultation, found, user) if found else None
    convened = groups_of(user)
    named = [one for one in convened if code in ("", code_of(one))]
    return _of_group(consultation, named[0], user) if len(named) == 1 else None


def speakers(
    consultation: Consultation, user: User | AnonymousUser, acting: Acting
) -> list[Speaker]:
    """The organisation one acts for now and the groups one convenes, each with how far its response has come."""
    if not user.is_authenticated:
        return []
    organisation = acting.organisation
    flows = [_of_organisation(consultation, organisation, user)] if organisation else []
    flows += [_of_group(consultation, one, user) for one in groups_of(user)]
    return [
        Speaker(
            name=flow.who,
            form_page=flow.place.at(),
            sent_page=flow.place.at("sent/"),
            may_respond=flow.may_send,
            has_responded=response_of(consultation, flow.sender) is not None,
            has_draft=drafts_of(consultation, flow.sender).exists(),
        )
        for flow in flows
    ]


def _of_organisation(consultation: Consultation, organisation: Organisation, user: User) -> Flow:
    sender = of_organisation(organisation)
    return Flow(
        consultation=consultation,
        sender=sender,
        who=organisation.name,
        place=_place(consultation, organisation),
        by=user,
        may_send=may_respond(consultation, organisation, acts_for=True, at=_now()),
        send=lambda answers, form: services.send(
            consultation, sender, answers, form.statement(), by=user
        ),
    )


def _of_group(consultation: Consultation, answering: AnsweringGroup, user: User) -> Flow:
    sender = of_group(answering)
    return Flow(
        consultation=consultation,
        sender=sender,
        who=f"the {answering.name}",
        place=_place(consultation, answering),
        by=user,
        may_send=rules.may_send_for_group(
            consultation, answering.name, answers_for=True, at=_now()
        ),
        send=lambda answers, form: groups.send_for_group(
            consultation, answering, answers, form, by=user
        ),
        statement_form=groups.GroupStatementForm,
        form_options={"answering": answering},
        stated=groups.stated_by_group,
    )


def _place(consultation: Consultation, one: Organisation | AnsweringGroup) -> Place:
    return Place(start_of(consultation), f"?{FOR}={code_of(one)}")


def _now() -> dt.datetime:
    return timezone.now()
