"""Tell people something: on their list in the site, and by e-mail once the act is committed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from assembly.accounts.models import User
from assembly.core import emails, jobs
from assembly.core.events import record

from . import kinds, rules, selectors, unsubscribing
from .kinds import Category
from .models import Email, FailingAddress, Frequency, Notification, Preference

SEND = "assembly.notifications.tasks.send_new_mail"
LONGEST = 255


@transaction.atomic
def notify(
    users: Iterable[User],
    name: str,
    *,
    url: str,
    about: models.Model | None = None,
    context: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Tell each of these people once, in the act's own transaction: an undone act tells nobody.

    `name` names the template `emails/<name>.html`; it knows the context, `user` and `link`, the whole address of
    `url`: there it is done, or read of. `about` is the record under which the list and the digests group it. Each
    person's choice for the category of the kind decides whether a mail goes now, later or not at all; the
    line on their list stands in any case. The same said again of the same thing is one line, new again.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(
            f"“{url}” is not a page of this site. Give an address that begins with one “/”."
        )
    kind, at = kinds.kept_kind(name), at or timezone.now()
    told = sorted({user.pk: user for user in users if user.is_active}.items())
    people = [user for _, user in told]
    chosen = {} if kind.always else selectors.choices_in(kind.category, people)
    shared = {**(context or {}), **_letterhead(url)}
    reply_to = kind.reply_to(shared)
    lines, mails = [], []
    for user in people:
        frequency = chosen.get(user.pk, Frequency.AT_ONCE)
        foot = unsubscribing.footer(user.pk, kind)
        message = emails.render(name, {**shared, **foot, "user": user})
        line = _line(name, message.subject, about, url)
        line.user, line.on = user, timezone.localdate(at)
        line.at = None if kind.day_only else at
        line.waits_for_digest = frequency in {Frequency.DAILY, Frequency.WEEKLY}
        lines.append(line)
        if frequency == Frequency.AT_ONCE:
            mails.append(_email(name, message, user.email, user, at, reply_to))
    Notification.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["user", "same_as"],
        update_fields=["about", "on", "at", "is_read", "waits_for_digest"],
    )
    queue(mails)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one act says to some of the people it concerns; the words of `notify`."""

    people: Iterable[User]
    name: str
    url: str
    about: models.Model | None = None
    context: Mapping[str, Any] | None = None


@transaction.atomic
def tell_each_once(*messages: Message, at: dt.datetime | None = None) -> None:
    """Tell everybody whom an act concerns, each once: what stands first goes to somebody who is in several parts.

    So a lead who also sits on the Board gets one mail of an appeal, not one for each hat.
    """
    told: set[int] = set()
    for message in messages:
        people = [user for user in message.people if user.pk not in told]
        told |= {user.pk for user in people}
        notify(
            people,
            message.name,
            about=message.about,
            context=message.context,
            url=message.url,
            at=at,
        )


@transaction.atomic
def write_to(
    address: str,
    name: str,
    *,
    context: Mapping[str, Any] | None = None,
    url: str = "",
    stop_page: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Mail somebody who has no account; their address is kept with the mail, so for 30 days.

    `stop_page` is the page of this site on which they stop such mail with one click, where they asked for it.

    Where staff corrected this address after a mail had come back from it, the mail goes to the corrected one.
    """
    kinds.kept_kind(name)
    failing = selectors.failing(address)
    if failing and failing.corrected_to:
        address = failing.corrected_to
    shared = {**(context or {}), **_letterhead(url)}
    if stop_page:
        shared["stop_url"] = f"{settings.SITE_URL}{stop_page}"
    message = emails.render(name, shared)
    email = _email(name, message, address, None, at or timezone.now())
    email.stop_page = stop_page
    queue([email])


def write_digest(user: User, context: Mapping[str, Any], *, on: dt.date) -> None:
    """Mail one person the news of several days; called by `digests` in the transaction that takes the news."""
    link = unsubscribing.link(user.pk, unsubscribing.DIGESTS)
    shared = {**context, **_letterhead(""), "user": user, "unsubscribe_url": link}
    message = emails.render(kinds.DIGEST, shared)
    email = _email(kinds.DIGEST, message, user.email, user, timezone.now())
    email.written_on = on
    queue([email])


@transaction.atomic
def choose(user: User, choices: Mapping[Category, Frequency]) -> None:
    """Keep how this person wants each of these categories."""
    Preference.objects.bulk_create(
        [
            Preference(user=user, category=category, frequency=frequency)
            for category, frequency in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "category"],
        update_fields=["frequency"],
    )


def turn_off(user: User, scope: str) -> list[Category]:
    """Turn off what an unsubscribe link names. Returns what is off now; done twice, it is the same."""
    if scope == unsubscribing.DIGESTS:
        digests = {Frequency.DAILY, Frequency.WEEKLY}
        chosen = selectors.choices_of(user)
        # The ones already off are named again, so that the page says the same when it is loaded twice.
        categories = [one for one, how in chosen.items() if how in digests]
        categories = categories or [one for one, how in chosen.items() if how == Frequency.OFF]
    else:
        categories = unsubscribing.categories_of(scope)
    choose(user, dict.fromkeys(categories, Frequency.OFF))
    return categories


@transaction.atomic
def send_again(email: Email, *, by: User) -> Email:
    """Send a mail that did not arrive once more: to its person's address of now, or to the one it had."""
    email = _lock(email)
    rules.may_be_sent_again(email).enforce()
    again = _again(email, selectors.address_of(email))
    record("notifications.mail_sent_again", email, by=by, data={"again": again.pk})
    return again


@transaction.atomic
def correct_address(email: Email, address: str, *, by: User, on: dt.date | None = None) -> Email:
    """Send a mail to the right address, and whatever is written to the wrong one within 30 days.

    For people without an account only: `rules.may_be_redirected` says why. The record keeps that it was
    done and by whom; the addresses stand in `FailingAddress` and are forgotten with the mails.
    """
    email = _lock(email)
    rules.may_be_redirected(email, has_account=selectors.has_account(email)).enforce()
    wrong, right = email.address.lower(), address.lower()
    rules.may_be_corrected_to(right, wrong).enforce()
    # Somebody may correct twice, or back again: no correction leads on to another one.
    FailingAddress.objects.filter(address=right).delete()
    FailingAddress.objects.filter(corrected_to__iexact=wrong).update(corrected_to=address)
    FailingAddress.objects.update_or_create(
        address=wrong,
        defaults={
            "corrected_to": address,
            "code": email.error,
            "on": on or timezone.localdate(),
        },
    )
    again = _again(email, address)
    record("notifications.address_corrected", email, by=by, data={"again": again.pk})
    return again


def mark_read(notification: Notification) -> None:
    Notification.objects.filter(pk=notification.pk).update(is_read=True)


def mark_all_read(user: User) -> int:
    """Mark everything this person was told as read; returns how many lines were new."""
    return Notification.objects.filter(user=user).unread().update(is_read=True)


def is_on_its_way(name: str, link: str) -> bool:
    """Whether a mail of this kind that leads to this page of the site still waits to leave."""
    return Email.objects.waiting().filter(kind=name, html__contains=link).exists()


def forget_mail(name: str, link: str) -> None:
    """Delete the mails of this kind that lead to this page of the site: what they repeat is deleted too."""
    Email.objects.filter(kind=name, html__contains=link).delete()


def forget_mail_to(address: str, *names: str) -> None:
    """Delete the mails of these kinds to an address that is no longer kept."""
    Email.objects.filter(kind__in=names, address__iexact=address).delete()


def queue(written: list[Email]) -> None:
    """Store mails, and wake the worker after the commit.

    The job carries no argument: what waits stands in the table, so neither the queue nor its results can tell
    who was written to at which moment.
    """
    Email.objects.bulk_create(written)
    if written:
        jobs.after_commit(SEND)


def _lock(email: Email) -> Email:
    return Email.objects.select_for_update(of=("self",)).select_related("user").get(pk=email.pk)


def _again(email: Email, address: str) -> Email:
    """The same words as a mail of today, with a Message-ID of its own; the old row stays and says what became of it."""
    again = Email(
        user=email.user,
        address=address,
        reply_to=email.reply_to,
        stop_page=email.stop_page,
        kind=email.kind,
        subject=email.subject,
        text=email.text,
        html=email.html,
        written_on=timezone.localdate(),
    )
    queue([again])
    email.sent_again_as = again
    email.save(update_fields=["sent_again_as"])
    # Should it come back again, it is marked again.
    FailingAddress.objects.filter(address=address.lower(), corrected_to="").delete()
    return again


def _letterhead(url: str) -> dict[str, Any]:
    preferences = reverse("notifications:preferences")
    return {
        **emails.letterhead(),
        "link": f"{settings.SITE_URL}{url}",
        "preferences_url": f"{settings.SITE_URL}{preferences}",
    }


def _line(name: str, text: str, about: models.Model | None, url: str) -> Notification:
    line = Notification(
        kind=name,
        text=Truncator(text).chars(LONGEST),
        url=url,
        subject_type=about._meta.label_lower if about else "",
        subject_id=about.pk if about else 0,
        about=Truncator(str(about)).chars(LONGEST) if about else "",
    )
    line.same_as = line.key()
    return line


def _email(
    name: str,
    message: emails.Message,
    address: str,
    user: User | None,
    at: dt.datetime,
    reply_to: str = "",
) -> Email:
    return Email(
        user=user,
        address=address,
        reply_to=reply_to,
        kind=name,
        subject=Truncator(message.subject).chars(LONGEST),
        text=message.text,
        html=message.html,
        written_on=timezone.localdate(at),
    )
