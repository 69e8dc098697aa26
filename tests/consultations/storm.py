"""Responses and drafts at the same moment: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

from assembly.accounts.models import User
from assembly.consultations.asking.selectors import asked_by
from assembly.consultations.models import Consultation, ResponseDraft, ResponseVersion
from assembly.consultations.responding import drafts, services
from assembly.consultations.responding.desk import Desk
from assembly.consultations.responding.senders import of_organisation
from assembly.consultations.responding.typed import read_seen, seen_of
from assembly.consultations.responding.who import flow_for
from assembly.membership.models import Organisation
from assembly.membership.selectors import Acting
from tests.elections.acts_storm import at_once, into_the_middle
from tests.factories.consultations import words_for


def sent(consultation: int, organisation: int, *texts: str) -> list[str]:
    """Each of these texts is sent for the same organisation, all at once."""
    acts = [_sending(consultation, organisation, text) for text in texts]
    return at_once(lambda act: act(), acts)


def saved(consultation: int, organisation: int, *texts: str) -> list[str]:
    """Each is saved into the same draft by somebody who saw it empty; returns what the second saw of the first."""
    acts = [_saving(consultation, organisation, text) for text in texts]
    return at_once(lambda act: act(), acts)


def saved_while_it_is_sent(consultation: int, organisation: int, text: str) -> list[str]:
    """Somebody saves into the draft when another one has begun to send it."""
    return into_the_middle(
        _sending_draft(consultation, organisation),
        (services, "keep"),
        _saving(consultation, organisation, text),
    )


def draft_sent(consultation: int, organisation: int, times: int) -> list[str]:
    """The button is pressed several times at once."""
    acts = [_sending_draft(consultation, organisation) for _ in range(times)]
    return at_once(lambda act: act(), acts)


def _ours(consultation: int, organisation: int):
    sender = of_organisation(Organisation.objects.get(pk=organisation))
    return Consultation.objects.get(pk=consultation), sender, User.objects.get(name="Asha Amin")


def _sending(consultation: int, organisation: int, text: str):
    about, sender, by = _ours(consultation, organisation)
    answers = words_for(about, text)
    return lambda: services.send(about, sender, answers, by=by)


def _saving(consultation: int, organisation: int, text: str):
    about, sender, by = _ours(consultation, organisation)
    desk = Desk(flow_for(about, by, Acting(sender.organisation), ""))
    seen = read_seen(seen_of(desk.typed, ["q1"]))
    page = drafts.Page(asked_by(about), ["q1"], {"q1": [text]}, seen)
    return lambda: drafts.save_draft(about, sender, page, begun=desk.begun, by=by)


def _sending_draft(consultation: int, organisation: int):
    about, sender, by = _ours(consultation, organisation)
    draft = ResponseDraft.objects.get(consultation=consultation)
    answers = words_for(about, draft.typed["q1"][0])

    def act() -> ResponseVersion:
        return drafts.send_draft(
            draft, draft.number, lambda: services.send(about, sender, answers, by=by)
        )

    return act
