"""What official registers say of organisations: for looking up, and to compare with. No entry is a member."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from assembly.core import name_fields
from assembly.core.templatetags.assembly import short_day

from .organisation import Organisation


class RegisterImport(models.Model):
    """One file of an official register that was loaded: what it was, what it held, who loaded it and when."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = models.PositiveIntegerField(default=0, help_text="Rows of the file, used or not.")
    new_count = models.PositiveIntegerField("new entries", default=0)
    changed_count = models.PositiveIntegerField("changed entries", default=0)
    gone_count = models.PositiveIntegerField("entries no longer in the register", default=0)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-imported_at", "-id"]
        verbose_name = "import of a register"
        verbose_name_plural = "imports of registers"
        permissions = [("load_register", "Can load an official register")]

    def __str__(self) -> str:
        return f"{self.file_name}, {short_day(self.imported_at)}"


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def registered(self) -> Self:
        return self.filter(status=RegisterEntry.Status.REGISTERED)

    def numbered(self, number: str) -> Self:
        """Those with this number in their own register, or with this company number."""
        return self.filter(models.Q(number=number) | models.Q(company_number=number))


class RegisterEntry(models.Model):
    """A body in an official register, as the register writes it. Nothing personal is taken over."""

    class Status(models.TextChoices):
        REGISTERED = "registered", "Registered"
        REMOVED = "removed", "Removed"
        # Of a register that is always published whole, a file holds it no more.
        GONE = "gone", "No longer in the register"

    org_id = models.CharField("organisation identifier", max_length=60, unique=True)
    register = models.CharField(max_length=10, help_text="Its code, such as GB-CHC.")
    number = models.CharField(max_length=20, db_index=True)
    company_number = models.CharField(max_length=8, blank=True, db_index=True)
    name = models.CharField(max_length=300)
    # The telling words of the name (`naming.key`), by which names are compared and looked up.
    name_key = models.CharField(max_length=300, editable=False)
    name_words = name_fields.WordsField(of="name")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.REGISTERED)
    registered_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    website = models.CharField(max_length=255, blank=True)
    domain = models.CharField(max_length=255, blank=True, db_index=True)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=100, blank=True, help_text="The post town or county.")
    activities = models.TextField(blank=True)
    latest_income = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    legal_form = models.CharField(
        max_length=20, choices=Organisation.LegalForm.choices, blank=True, help_text="A hint."
    )
    source = models.ForeignKey(RegisterImport, models.PROTECT, related_name="entries")
    line = models.PositiveIntegerField(
        help_text="Of the file that last changed the entry; 0 where that file holds it no more."
    )

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        verbose_name = "entry of a register"
        verbose_name_plural = "entries of registers"

    def __str__(self) -> str:
        return f"{self.name} ({self.org_id})"

    def get_absolute_url(self) -> str:
        """Where an organisation that stands in the register begins to join."""
        return reverse("membership:organisation_register", query={"entry": self.org_id})

    @property
    def is_removed(self) -> bool:
        """Whether the register says so, or no longer holds it."""
        return self.status != self.Status.REGISTERED
