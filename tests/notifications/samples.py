"""For every mail of the site: what it is written with, taken from the records of `tests.world`, and its link."""

import datetime as dt
from copy import copy
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assembly.compact.guidance import selectors as guidance
from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Consultation, Extension, ExtensionRequest
from assembly.consultations.responding import backings
from assembly.consultations.telling.following.links import CONFIRM, STOP
from assembly.consultations.telling.following.things import EVERY_ONE
from assembly.core import emails
from assembly.core.emails import Message
from assembly.core.record import Head
from assembly.membership import comparing
from assembly.notifications import kinds, selectors, unsubscribing
from assembly.notifications.services import _letterhead
from elections.models import Nomination, TimetableChange
from elections.nominations import officer_page_of
from forums.convening.selectors import page_of
from home.contact.recipients import Recipient
from tests.factories.membership import RegisterEntryFactory
from tests.factories.notifications import NotificationFactory
from tests.world import World

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
SITE = "http://127.0.0.1:8000"
CODE = {"code": "KH3-PQ7"}

SOON: dict[str, Any] = {"due_on": dt.date(2026, 12, 14)}
CASE_MAILS: dict[str, dict[str, Any]] = {
    "raised": SOON,
    "to_acknowledge": SOON,
    "against_you": SOON,
    "not_taken_up": {},
    "words_proposed": {},
    "message": {},
    "closed": {"outcome": "Settled informally"},
    "panel_named": {"is_appeal": False},
    "panel_incomplete": {},
    "finding_decided": {
        "is_appeal": False,
        "open_until": dt.date(2026, 12, 14),
        "public_from": dt.date(2026, 12, 15),
        "can_answer": True,
    },
    "appealed": {},
    "remedy_reported": {},
    "note_proposed": {},
    "note_confirmed": {},
    "clock_stopped": {"is_stopped": True, "due_on": None},
}

Sample = tuple[dict[str, Any], str]


def meetings(world: World) -> dict[str, Sample]:
    meeting = world.members_meeting
    about = {"meeting": meeting, "group": meeting.group}
    more: dict[str, dict[str, Any]] = {
        "meeting_announced": {},
        "meeting_changed": {},
        "meeting_moved": {"old": NOON},
        "meeting_cancelled": {},
        "meeting_reminder": {"is_near": True},
        "place_given": {"registration": world.registration},
        "place_withdrawn": {"registration": world.registration},
    }
    url = meeting.get_absolute_url()
    routed = {"routing": world.routing, "group": world.group, "to": world.strategic}
    answer = reverse("forums:answer_routing", args=[world.strategic.slug, world.routing.pk])
    bench = reverse("forums:calling", args=[world.group.slug, world.draft_meeting.number])
    return {
        "forums/item_routed": (routed, answer),
        "forums/item_answered": (routed, bench),
        **{f"forums/{name}": ({**about, **context}, url) for name, context in more.items()},
    }


def of_consultations(world: World) -> dict[str, Sample]:
    one = world.consultation
    url = one.get_absolute_url()
    about = {
        "consultation": one,
        "left": "42 days left",
        "closing": "11.59pm on Monday 1 March 2027",
    }
    about["feedback_due_on"] = dt.date(2027, 5, 24)
    answering = reverse("consultations_answering:answering", args=[one.pk])
    stop = STOP.path(1)
    to_follower = {**about, "stop_url": f"{SITE}{stop}"}
    confirm = CONFIRM.path(1, "everything")
    extension = Extension(
        consultation=one,
        old_closes_on=dt.date(2027, 2, 1),
        new_closes_on=dt.date(2027, 3, 1),
        reason="The document on the routes came late.",
    )
    return {
        "consultations/opened": (about, url),
        "consultations/half_way": (about, url),
        "consultations/last_week": (about, url),
        "consultations/closed": (about, url),
        "consultations/feedback": (about, url),
        "consultations/decision": (about, url),
        "consultations/feedback_due": (about, answering),
        "consultations/feedback_overdue": (about, answering),
        "consultations/extended": ({**to_follower, "extension": extension}, url),
        "consultations/withdrawn": ({**to_follower, "consultation": withdrawn(one)}, url),
        "consultations/follow_confirm": (
            {"things": [EVERY_ONE], "confirm_link": f"{SITE}{confirm}"},
            confirm,
        ),
    }


def withdrawn(consultation: Consultation) -> Consultation:
    """A copy of it, as it reads once it is withdrawn."""
    one = copy(consultation)
    one.withdrawn_on, one.withdrawal_reason = dt.date(2027, 1, 4), "The money is gone."
    return one


def samples(world: World) -> dict[str, Sample]:
    """The context of each mail, and the page of the site to which it leads (empty: to none of its own)."""
    election = world.running
    response = world.consultation.responses.get(organisation=world.member)
    claimed = {"claim": decided(world.claim), "organisation": world.member}
    changed = {"notice": "The email address of your account was changed", "timestamp": NOON}
    changed |= {"from_email": "asha@example.org", "to_email": "new@example.org"}
    return {
        "accounts/sign_in_code": (CODE, ""),
        "accounts/address_code": (CODE, ""),
        "accounts/first_factor_code": ({"code": "123456"}, ""),
        "accounts/password_reset": ({"password_reset_url": f"{SITE}/reset/1-x/"}, "/reset/1-x/"),
        "accounts/no_account": ({"email": "asha@example.org"}, "/accounts/signup/"),
        "accounts/account_exists": ({"email": "asha@example.org"}, "/accounts/login/"),
        "accounts/account_changed": (changed, "/accounts/password/reset/"),
        "accounts/address_asked": ({"to_email": "new@example.org"}, "/accounts/password/reset/"),
        "accounts/correction_proposed": ({"correction": world.correction}, "/accounts/login/"),
        "accounts/correction_link": ({"confirm_link": f"{SITE}/x/", "until": NOON}, "/x/"),
        "compact/edition_adopted": (
            {
                "edition": world.compact_edition,
                "sign_url": f"{SITE}{reverse('compact:pledges')}",
                "changes_url": f"{SITE}{reverse('compact:edition_changes', args=[1])}",
            },
            "/compact/editions/1/",
        ),
        "compact/champion_named": (
            {"signature": world.signature, "signatory": world.body, "by": None},
            "/my/compact/",
        ),
        "compact/guidance_changed": (
            {"changed": guidance.everything(timezone.localdate())},
            "/my/guidance/",
        ),
        "compact/case_moved": (
            {
                "case": world.case,
                "step": "Informal resolution",
                "by_then": "Both sides try to settle it informally",
                "due_on": dt.date(2026, 12, 14),
                "has_to_act": True,
            },
            world.case.own_url,
        ),
        "compact/vacancy_owner_named": (
            {"seat": world.vacant_chair, "by": world.people["support"], "age": "12 days"},
            f"/my/compact-board/vacancies/{world.vacant_chair.pk}/",
        ),
        "compact/case_reminder": ({"soon": [world.case], "overdue": []}, "/my/cases/"),
        **{
            f"compact/case_{name}": ({"case": world.case, **more}, world.case.own_url)
            for name, more in CASE_MAILS.items()
        },
        "core/record_head": ({"head": Head(1_204, "5f" * 32)}, "/about/record/"),
        "accounts/closed": ({"name": "Asha Amin"}, "/contact/"),
        "consultations/response_received": (
            {
                "consultation": world.consultation,
                "respondent": world.member.name,
                "version": response.current,
                "said": said_in(response.current),
                "stated": [("Confidential", "No")],
                "is_first": False,
            },
            world.consultation.get_absolute_url(),
        ),
        "consultations/response_code": ({"code": "123456", "consultation": world.consultation}, ""),
        "consultations/response_copy": (
            {
                "consultation": world.consultation,
                "page": f"{SITE}{world.consultation.get_absolute_url()}",
                "respondent": "Corsham Chess Club",
                "said": said_in(response.current),
                "is_first": False,
            },
            "/responses/1.x/",
        ),
        "consultations/response_link": ({"consultation": world.consultation}, "/responses/1.x/"),
        "consultations/submitted": (
            {
                "consultation": world.draft,
                "title": "Day services",
                "waits_for_two": True,
                "by": world.people["officer"],
            },
            f"/cms/pages/{world.draft.page.pk}/edit/",
        ),
        "consultations/approved": (
            {"consultation": world.consultation, "title": "Day services"},
            world.consultation.get_absolute_url(),
        ),
        "consultations/backing_named": (
            {
                "consultation": world.consultation,
                "group": world.answered_group.name,
                "organisation": world.member,
                "said": said_in(response.current),
            },
            backings.page_of(world.backing),
        ),
        "consultations/sent_back": (
            {"consultation": world.draft, "title": "Day services", "comment": "What does it cost?"},
            f"/cms/pages/{world.draft.page.pk}/edit/",
        ),
        "consultations/extension_asked": (
            {"consultation": world.consultation, "request": world.extension_request},
            f"/cms/consultations/{world.consultation.pk}/extend/",
        ),
        "consultations/extension_answered": (
            {
                "consultation": world.consultation,
                "request": ExtensionRequest(refused_because="There is time enough."),
            },
            world.consultation.get_absolute_url(),
        ),
        **of_consultations(world),
        "forums/convenor_named": (
            {"group": world.group, "last_day": dt.date(2027, 6, 30), "role": "convenor"},
            page_of(world.group),
        ),
        "forums/part_begun": (
            {"group": world.group, "organisation": world.member},
            world.group.get_absolute_url(),
        ),
        "forums/part_ended": (
            {"group": world.group, "organisation": world.member},
            world.group.get_absolute_url(),
        ),
        "forums/convenor_ended": (
            {"group": world.group, "role": "convenor"},
            world.group.get_absolute_url(),
        ),
        **meetings(world),
        "forums/minutes_published": (
            {"meeting": world.published_meeting, "group": world.group},
            world.published_meeting.minutes.get_absolute_url(),
        ),
        **{
            f"forums/{name}": (
                {"action": world.action, "group": world.group},
                reverse("forums:action_close", args=[world.action.pk]),
            )
            for name in ("action_due", "action_overdue")
        },
        "forums/observer_added": (
            {"group": world.group, "body": world.contact.body},
            world.group.get_absolute_url(),
        ),
        "forums/invited": (
            {"group": world.advisory, "organisation": world.member},
            f"/groups/advisory/join/?organisation={world.member.pk}",
        ),
        "forums/letter": (
            {
                "group": world.answered_group,
                "letter": world.group_letter,
                "writer": world.people["support"],
            },
            world.group_letter.get_absolute_url(),
        ),
        "forums/removal_proposed": (of_removal(world), removal_page(world)),
        "forums/removed": (
            of_removal(world) | {"until": dt.date(2027, 6, 30)},
            removal_page(world),
        ),
        "forums/removal_ended": (
            of_removal(world) | {"said": "is not confirmed: it stays", "reason": "It does not."},
            removal_page(world),
        ),
        "forums/removal_settled": (
            of_removal(world) | {"said": "is not confirmed: it stays", "reason": "It does not."},
            world.group.get_absolute_url(),
        ),
        "forums/removal_waiting": (
            of_removal(world),
            f"/cms/group-removals/{world.removal.pk}/",
        ),
        "forums/removal_appealed": (
            of_removal(world),
            f"/cms/group-removals/appeals/{world.removal_appeal.pk}/",
        ),
        "elections/proof_code": ({"code": "123456", "election": election}, ""),
        "elections/struck": (
            {"entry": struck(world.roll_entry), "election": election},
            election.get_absolute_url(),
        ),
        "elections/voted": (
            {
                "organisation": world.member,
                "contest": world.running_contest,
                "election": election,
                "voted_on": dt.date(2026, 11, 30),
            },
            election.get_absolute_url(),
        ),
        "home/enquiry_code": (
            {"enquiry": world.enquiry, "code": "123456"},
            f"/find-help/confirm/{world.enquiry.reference}/",
        ),
        "home/enquiry_waiting": ({"enquiry": world.enquiry}, world.enquiry.get_absolute_url()),
        "home/enquiry_reminder": ({"enquiry": world.enquiry}, world.enquiry.get_absolute_url()),
        "home/enquiry_for_support_unit": (
            {"enquiry": world.enquiry},
            f"/cms/enquiries/{world.enquiry.pk}/",
        ),
        "home/enquiry_answered": ({"enquiry": answered(world.enquiry)}, ""),
        "home/message_waiting": ({"message": world.message}, f"/cms/messages/{world.message.pk}/"),
        "home/message_handed": (
            {"message": world.handed},
            f"/my/messages/{world.handed.pk}/",
        ),
        "home/message_code": (
            {"message": world.letter, "code": "123456"},
            f"/contact/confirm/{world.letter.reference}/",
        ),
        "home/message_to_you": (
            {"message": world.letter},
            f"/my/messages/to-me/{world.letter.reference}/",
        ),
        "home/message_passed_on": (
            {
                "message": world.letter,
                "reached": Recipient("Carys Cole", str(world.letter.seat), None),
            },
            "",
        ),
        "home/message_received": (
            {
                "message": world.message,
                "answered_by": NOON.date(),
                "reckoned": "5 working days after 23 November",
            },
            "",
        ),
        "home/message_answered": ({"message": answered(world.message)}, ""),
        "home/text_hidden": ({"hidden": world.hidden_text}, world.hidden_text.get_absolute_url()),
        "home/office_proposed": (
            {"proposal": world.office_proposal},
            world.office_proposal.get_absolute_url(),
        ),
        "home/office_given": ({"term": world.term, "reason": "Elected."}, "/my/offices/"),
        "home/office_ended": ({"term": world.term, "reason": "Moved away."}, "/my/offices/"),
        "home/office_resigned": ({"term": world.term}, "/cms/offices/"),
        "membership/applied": (
            {"organisation": world.applicant},
            f"/cms/applications/{world.applicant.pk}/",
        ),
        "membership/applicant_asked": (
            {"organisation": world.questioned, "question": world.question},
            f"/my/organisations/{world.questioned.slug}/questions/{world.question.pk}/",
        ),
        "membership/applicant_answered": (
            {"organisation": world.questioned},
            f"/cms/applications/{world.questioned.pk}/",
        ),
        "membership/admitted": ({"organisation": world.member}, "/my/"),
        "membership/refused": (
            {
                "organisation": world.applicant,
                "failed": found(world.findings[:2]),
                "until": NOON.date(),
            },
            f"/my/organisations/{world.refused.slug}/appeal/",
        ),
        "membership/claim_waiting": (claimed, f"/cms/claims/{world.claim.pk}/"),
        "membership/claim_made": (claimed, f"/my/claims/{world.claim.pk}/"),
        "membership/claim_code": ({"code": "123456", "organisation": world.member}, ""),
        "membership/claim_granted": (claimed, "/my/"),
        "membership/claim_refused": (claimed, f"/members/{world.member.slug}/claim/"),
        "membership/register_differs": (
            {"number": 1, "differences": differences(world)},
            "/cms/register-and-members/",
        ),
        **membership_changes(world),
        **nominations_and_notices(world),
        **keys_and_objections(world),
        **reports_back(world),
        "elections/new_factor": (
            {
                "organisation": world.member,
                "person": "Asha Amin",
                "election": election,
                "proves_from": NOON,
            },
            election.get_absolute_url(),
        ),
        "elections/other_hands": (
            {
                "organisation": world.member,
                "people": "Asha Amin",
                "election": election,
                "cast_from": NOON,
            },
            election.get_absolute_url(),
        ),
        "elections/standing_changed": (
            {"organisation": world.member, "election": election},
            election.get_absolute_url(),
        ),
        "notifications/digest": (digest(world), "/my/notifications/"),
        "partners/appointed": (
            {"appointment": world.appointment, "code_link": f"{SITE}/representatives/code/"},
            "/representatives/",
        ),
        "partners/appointment_ended": ({"appointment": world.appointment}, "/representatives/"),
    }


def nominations_and_notices(world: World) -> dict[str, Sample]:
    """Of the people and organisations of a nomination, and the notices of an election to its members."""
    election, nomination = world.running, world.complete
    nominated = {
        "nomination": nomination,
        "election": nomination.contest.election,
        "support": nomination.supports.first(),
    }
    own, page = nomination.get_absolute_url(), election.get_absolute_url()
    ruled = {**nominated, "nomination": refused(nomination)}
    told: dict[str, Any] = {"organisation": world.member, "election": election}
    casters = {"casters": "Asha Amin or Hugh Hill"}
    return {
        "elections/nominated": (nominated, own),
        "elections/support_asked": (nominated, own),
        "elections/nominated_reminder": ({**nominated, "left": "in 5 days"}, own),
        "elections/support_reminder": ({**nominated, "left": "in 5 days"}, own),
        "elections/poll_forwarded": ({**told, "left": "in 5 days"}, page),
        "elections/nomination_withdrawn": (nominated, own),
        "elections/nomination_complete": (nominated, officer_page_of(nomination)),
        "elections/nomination_ruled": (ruled, own),
        "elections/notice": (told, page),
        "elections/closing": (told, page),
        "elections/poll_notice": (
            {**told, **casters, "contests": [world.running_contest], "through": ""},
            page,
        ),
        "elections/reminder": ({**told, **casters, "contest": world.running_contest}, page),
        "elections/result": (told, page),
    }


def keys_and_objections(world: World) -> dict[str, Sample]:
    """Of those who watch an election, and of what is objected to in one."""
    election, challenged = world.lost, world.challenged
    page, share = election.get_absolute_url(), election.key_shares.last()
    objection = {"objection": world.objection, "election": challenged}
    return {
        "elections/scrutineer_named": ({"election": election}, page),
        "elections/put_off": (
            {
                "election": election,
                "change": TimetableChange(
                    election=election, changed_at=NOON, because="The hall burnt down."
                ),
                "moves": ["Voting closes: 9am on Tuesday 1 December 2026, not 9am on Monday 30"],
            },
            page,
        ),
        "elections/count_to_sign": (
            {"election": challenged},
            reverse("elections:scrutiny", args=[challenged.slug]),
        ),
        "elections/share_lost": ({"election": election, "share": share, "left": 1}, page),
        "elections/voided": ({"election": election}, page),
        "elections/objection_raised": (objection, challenged.get_absolute_url()),
        "elections/objection_decided": (objection, challenged.get_absolute_url()),
    }


def reports_back(world: World) -> dict[str, Sample]:
    """Of a representative who owes a report."""
    asked = {
        "appointment": world.own_seat,
        "meeting": world.board_meeting,
        "due_on": NOON.date(),
        "reckoned": "10 working days after 16 November",
        "link_ends": NOON.date(),
        "report_link": f"{SITE}{world.report_path}",
    }
    return {
        "partners/report_wanted": (asked, world.report_path),
        "partners/report_overdue": (asked, world.report_path),
    }


def refused(nomination: Nomination) -> Nomination:
    nomination.verdict = Nomination.Verdict.NOT_VALID
    nomination.because = "Its proposer is not a member."
    return nomination


def membership_changes(world: World) -> dict[str, Sample]:
    """Of a membership that moves, and of the people who act for an organisation."""
    own = f"/my/organisations/{world.member.slug}/"
    appeal, decision = heard(world.appeal), world.appeal.decision
    about = {"organisation": world.appealed, "appeal": appeal, "decision": decision}
    to_appeal = f"/my/organisations/{world.appealed.slug}/appeal/"
    until = {**about, "until": NOON.date()}
    delegate = {"organisation": world.member, "delegate": world.delegate_line}
    common = {"organisation": world.linked, "holder": world.other}
    return {
        "membership/appeal_waiting": (until, f"/cms/appeals/{appeal.pk}/"),
        "membership/appealed": (until, to_appeal),
        "membership/appeal_decided": (about, to_appeal),
        "membership/appeal_outcome": (about, f"/cms/standing/{world.appealed.pk}/"),
        "membership/suspended": ({**until, "consequences": ["It is in 1 group."]}, to_appeal),
        "membership/reinstated": (about, own),
        "membership/resigned": (about, own),
        "membership/has_resigned": (about, f"/cms/standing/{world.appealed.pk}/"),
        "membership/wound_up": (about, own),
        "membership/confirm": (
            {"organisation": world.member, "last": NOON.date(), "number": 1},
            f"{own}confirm/",
        ),
        "membership/lapsed": ({**until, "since": NOON.date()}, f"{own}come-back/"),
        "membership/votes_through": (common, own),
        "membership/votes_itself": (common, own),
        "membership/joined": ({**delegate, "person": world.people["delegate"]}, f"{own}people/"),
        "membership/part_changed": (delegate, own),
        "membership/removed": (delegate, "/my/"),
        "membership/lead_set": (delegate, own),
        "membership/merge_proposed": (
            {"merge": world.merge, "kept": world.merge.kept, "gone": world.merge.gone},
            world.merge.get_absolute_url(),
        ),
        "membership/merged": ({"kept": world.member, "gone": world.merge.gone}, own),
        "membership/invitation": (
            {"organisation": world.member, "invitation": world.invitation},
            world.invitation_path,
        ),
    }


def heard(appeal):
    appeal.outcome, appeal.heard_on = "reversed", NOON.date()
    appeal.reason = "The committee is elected by the members, as clause 4 says."
    return appeal


def write(name: str, sample: Sample, world: World) -> Message:
    """The mail as its reader gets it."""
    context, url = sample
    user, kind = world.people["lead"], kinds.kind_of(name)
    foot = unsubscribing.footer(user.pk, kind)
    if name == kinds.DIGEST:
        foot = {"unsubscribe_url": unsubscribing.link(user.pk, unsubscribing.DIGESTS)}
    strangers = {
        "core/record_head",
        "accounts/closed",
        "consultations/response_code",
        "consultations/response_copy",
        "consultations/response_link",
        "home/enquiry_code",
        "home/enquiry_answered",
    }
    by_address = (
        name.startswith("home/message_") and name != "home/message_to_you"
    ) or name in strangers
    reader = {} if by_address else {"user": user}
    lasts = {"lasts": "15 minutes"} if kind.is_code else {}
    return emails.render(name, {**context, **lasts, **_letterhead(url), **foot, **reader})


def decided(claim):
    claim.role, claim.reason = "lead", "The chair whom we telephoned does not know you."
    return claim


def differences(world):
    entry = RegisterEntryFactory.build(name="KENNET CARERS AND FRIENDS")
    return list(comparing.compared(world.member, entry))


def struck(entry):
    entry.struck_because = "It was wound up in March, and its trustees told the Support Unit so."
    return entry


def answered(message):
    message.answer = "On its page, below the timetable.\n\nThe poll is open until Friday."
    return message


def found(findings):
    for finding in findings:
        finding.evidence = (
            "The governing document, clause 4, lets the trustees share out what is left."
        )
    return findings


def digest(world: World) -> dict[str, Any]:
    lines = [
        NotificationFactory.build(
            user=world.people["lead"],
            text=text,
            url=about.get_absolute_url(),
            subject_type=about._meta.label_lower,
            subject_id=about.pk,
            about=str(about),
            on=timezone.localdate(NOON),
        )
        for text, about in [
            ("Kennet Carers has replaced its response: A consultation", world.consultation),
            ("Kennet Carers is a member of the Assembly", world.member),
            ("Kennet Carers has responded: A consultation", world.consultation),
        ]
    ]
    return {"subjects": selectors.by_subject(lines), "count": len(lines)}


def of_removal(world: World) -> dict[str, Any]:
    return {"removal": world.removal, "group": world.group, "organisation": world.hub}


def removal_page(world: World) -> str:
    return reverse("forums:removal", args=[world.hub.slug, world.group.slug])
