"""People who sign in."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from .looked_at import screens

FORMER_USER = "a former user"


class UserManager(BaseUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower case throughout: Asha@Example.org and asha@example.org are one address."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person with an account. The e-mail address is the login, and the same one whatever its case."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("full name", max_length=150)
    email = models.EmailField("e-mail address", unique=True)
    # Set by accounts.services.close_account alone. The row stays, so that the record's numbers lead somewhere.
    erased_on = models.DateField(null=True, blank=True, editable=False)

    # When the e-mail address last became another one: during a poll its owner waits a day (docs/design.md).
    address_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        permissions = [("view_offices", "Can see who held which office when")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="There is already an account with this e-mail address.",
            )
        ]

    def __str__(self) -> str:
        return FORMER_USER if self.erased_on else self.name or "a user without a name"

    @property
    def holds_office(self) -> bool:
        from .offices import groups_with_rights

        return self.is_superuser or groups_with_rights(self).exists()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""


class OfficeTermQuerySet(models.QuerySet["OfficeTerm"]):
    def current(self, on: dt.date) -> Self:
        """Terms that run on this day."""
        return self.not_over(on).filter(began_on__lte=on)

    def not_over(self, on: dt.date) -> Self:
        """Terms that run on this day or will run."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=on), Q(ends_on=None) | Q(ends_on__gt=on)
        )


class OfficeTerm(models.Model):
    """A person's time in an office of the Assembly (`core.roles`). Written by `accounts.services` alone."""

    user = models.ForeignKey(User, models.PROTECT, related_name="office_terms")
    office = models.CharField(max_length=80)
    # The public body that an officer acts for: a higher app, so kept as a reference with the facts of that time.
    body_id = models.BigIntegerField(null=True, blank=True)
    body_name = models.CharField("public body", max_length=120, blank=True)
    began_on = models.DateField("from")
    ends_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day after the last day of the term; empty where it was given before terms had one.",
    )
    ended_on = models.DateField(
        null=True,
        blank=True,
        help_text="The first day without the office, once it has ended.",
    )

    objects = OfficeTermQuerySet.as_manager()

    class Meta:
        ordering = ["office", "-began_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office"],
                condition=Q(ended_on=None, body_id=None),
                name="office_term_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["user", "office", "body_id"],
                condition=Q(ended_on=None),
                name="office_term_one_at_a_time_for_a_body",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("began_on")),
                name="office_term_in_order",
                violation_error_message="The term ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title}"

    @property
    def title(self) -> str:
        return f"{self.office} ({self.body_name})" if self.body_name else self.office

    @property
    def last_day(self) -> dt.date | None:
        return self.ends_on - dt.timedelta(days=1) if self.ends_on else None

    def is_over(self, on: dt.date) -> bool:
        return any(day and day <= on for day in (self.ends_on, self.ended_on))

    def runs_on(self, on: dt.date) -> bool:
        return self.began_on <= on and not self.is_over(on)


class Consent(models.Model):
    """That a person was shown a text on how their data is used, in this version, and went on (`consents.TEXTS`)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    text = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "text", "version"], name="consent_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text}, version {self.version}"


class Look(models.Model):
    """That an office holder looked at personal data: who, on which screen, at whose. Written by `looks.note` alone.

    Kept for a year (`retention`). The people see the looks at them in the copy of their own data.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    screen = models.CharField(max_length=40)
    exported = models.BooleanField(default=False, help_text="Taken away as a file.")
    people = models.ManyToManyField(User, related_name="looked_at")

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ()
        permissions = [("view_look", "Can see who in an office looked at personal data")]
        indexes = [models.Index(fields=["at"], name="look_at")]

    def __str__(self) -> str:
        return f"{self.screen}: {self.by}"

    @property
    def screen_name(self) -> str:
        screen = screens.get(self.screen)
        return screen.name if screen else self.screen


class AddressCorrectionQuerySet(models.QuerySet["AddressCorrection"]):
    def waiting(self) -> "AddressCorrectionQuerySet":
        """Those that a second person has not looked at yet."""
        return self.filter(state=AddressCorrection.State.PROPOSED)

    def open(self) -> "AddressCorrectionQuerySet":
        return self.filter(state__in=AddressCorrection.OPEN)


class AddressCorrection(models.Model):
    """The address of somebody who cannot read mail at the old one any more. Moved by `corrections.services` alone."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for a second person"
        MAILED = "mailed", "Waiting for an answer from the new address"
        DONE = "done", "Corrected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    OPEN = (State.PROPOSED, State.MAILED)

    user = models.ForeignKey(User, models.CASCADE, related_name="address_corrections")
    old = models.EmailField("old address")
    new = models.EmailField("new address")
    reason = models.TextField(max_length=2_000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="Corrected or withdrawn.")

    objects = AddressCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        default_permissions = ()
        permissions = [("correct_address", "Can propose and confirm that an address is corrected")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state__in=["proposed", "mailed"]),
                name="address_correction_one_open",
                violation_error_message="Somebody has already proposed correcting this address.",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("proposed_by")),
                name="address_correction_by_two",
                violation_error_message="A second person has to confirm it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Address of {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("address_corrections:correction", args=[self.pk])
