"""Which office may do what: the whole table, as data (docs/design.md).

`manage.py sync_roles` makes the database match it. Each app adds its lines here; a permission that does not
exist stops the command with its name. Who holds an office, and until when, is a term (`accounts.offices`).
"""

from dataclasses import dataclass, field

SUPPORT_UNIT = "Support Unit"
BOARD = "Assembly Board"
RETURNING_OFFICER = "Returning officer"
SCRUTINEER = "Scrutineer"
POLLING_CLERK = "Polling clerk"
COMPACT_BOARD = "Compact Board"
PUBLIC_BODY_OFFICER = "Public body officer"
DATA_PROTECTION = "Data protection lead"

EVERY_PAGE = ""


@dataclass(frozen=True, slots=True)
class OnPages:
    """What an office may do on every page of one type and below it, once such a page exists.

    `model` is a page model's label, such as "home.NewsIndexPage"; EVERY_PAGE is the whole tree. With a `slug`
    only the pages of that type with that slug are meant. The actions are Wagtail's: add, change, publish, lock …
    """

    model: str
    actions: tuple[str, ...]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Permissions ("app.codename"), rights on pages, and rights on every image and document ("app.codename")."""

    permissions: tuple[str, ...] = ()
    pages: tuple[OnPages, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """A Wagtail workflow of one step: what somebody edits appears when a holder of the office approves it."""

    name: str
    office: str
    models: tuple[str, ...] = field(default=(EVERY_PAGE,))


SITE_EDITOR = "wagtailadmin.access_admin"
USE_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)

OFFICES: dict[str, Office] = {
    SUPPORT_UNIT: Office(
        permissions=(
            SITE_EDITOR,
            "core.change_sitesettings",
            "core.hide_text",
            "core.view_bankholiday",
            "core.add_bankholiday",
            "core.change_bankholiday",
            "core.delete_bankholiday",
            "membership.view_organisation",
            "membership.add_organisation",
            "membership.change_organisation",
            "membership.check_eligibility",
            "membership.change_standing",
            "membership.merge_organisations",
            "core.view_removal",
            "membership.view_delegate",
            "membership.view_registerentry",
            "membership.load_register",
            "membership.decide_claims",
            "membership.take_over_list",
            "membership.view_district",
            "membership.add_district",
            "membership.change_district",
            "membership.delete_district",
            "membership.view_theme",
            "membership.add_theme",
            "membership.change_theme",
            "membership.delete_theme",
            "membership.view_ward",
            "membership.add_ward",
            "membership.change_ward",
            "membership.view_consortium",
            "membership.add_consortium",
            "membership.change_consortium",
            "membership.view_consortiumplace",
            "membership.add_consortiumplace",
            "membership.change_consortiumplace",
            "membership.view_sectorestimate",
            "membership.add_sectorestimate",
            "membership.change_sectorestimate",
            "membership.freeze_sector",
            "partners.view_publicbody",
            "partners.add_publicbody",
            "partners.change_publicbody",
            "partners.view_department",
            "partners.add_department",
            "partners.change_department",
            "partners.delete_department",
            "partners.view_officer",
            "partners.add_officer",
            "partners.change_officer",
            "partners.view_partnership",
            "partners.add_partnership",
            "partners.change_partnership",
            "partners.view_seat",
            "partners.add_seat",
            "partners.change_seat",
            "partners.view_appointment",
            "partners.view_meeting",
            "partners.add_meeting",
            "partners.change_meeting",
            "partners.view_report",
            "partners.appoint_representative",
            "partners.view_succession",
            "partners.prepare_succession",
            "partners.reply_to_scorecard",
            "partners.view_scorecardreply",
            "compact.view_undertaking",
            "compact.delete_undertaking",
            "compact.view_edition",
            "compact.add_edition",
            "compact.change_edition",
            "compact.assist_cases",
            "compact.view_boardreport",
            "compact.add_boardreport",
            "compact.change_boardreport",
            "compact.view_guidance",
            "compact.add_guidance",
            "compact.change_guidance",
            "compact.view_acknowledgement",
            "compact.view_signature",
            "compact.add_signature",
            "compact.change_signature",
            "compact.view_signatureexception",
            "compact.add_signatureexception",
            "compact.change_signatureexception",
            "compact.delete_signatureexception",
            "consultations.view_consultation",
            "consultations.view_response",
            "consultations.change_questionset",
            "consultations.announce_plan",
            "consultations.view_preelectionperiod",
            "consultations.add_preelectionperiod",
            "consultations.change_preelectionperiod",
            "consultations.delete_preelectionperiod",
            "consultations.add_response",
            "consultations.change_response",
            "consultations.delete_response",
            "consultations.add_redaction",
            "consultations.answer_consultation",
            "accounts.view_offices",
            "accounts.correct_address",
            "funding.view_award",
            "funding.view_awardimport",
            "funding.load_awards",
            "funding.class_award",
            "forums.view_group",
            "forums.add_group",
            "forums.change_group",
            "home.answer_contact",
            "home.follow_enquiries",
            "home.give_offices",
            "notifications.follow_mail",
            "core.view_glossaryterm",
            "core.add_glossaryterm",
            "core.change_glossaryterm",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
        # It edits every page and publishes none: the Board approves.
        pages=(OnPages(EVERY_PAGE, ("add", "change")),),
        files=(*USE_FILES, "wagtailimages.change_image", "wagtaildocs.change_document"),
    ),
    BOARD: Office(
        permissions=(
            SITE_EDITOR,
            "core.hide_text",
            "consultations.publish_consultation",
            "consultations.announce_plan",
            "consultations.view_consultation",
            "consultations.view_response",
            "consultations.change_response",
            "accounts.view_offices",
            "accounts.correct_address",
            "membership.view_organisation",
            "home.give_offices",
            "membership.hear_appeals",
            "membership.merge_organisations",
            "partners.view_succession",
            "partners.prepare_succession",
            "forums.hear_removal_appeals",
        ),
        pages=(OnPages(EVERY_PAGE, ("add", "change", "publish", "lock", "unlock")),),
        # It reads what waits for it, and nobody else replaces a file that a published page leads to.
        files=(*USE_FILES, "wagtaildocs.change_document"),
    ),
    RETURNING_OFFICER: Office(
        permissions=(SITE_EDITOR, "elections.run_election", "elections.assist_voting")
    ),
    # Watches the elections that name them; their pages are on the public site.
    SCRUTINEER: Office(permissions=("elections.watch_election",)),
    # Hears or reads beside a returning officer what that one enters, on the returning officer's screen.
    POLLING_CLERK: Office(permissions=("elections.assist_voting",)),
    # Drafts the Compact beside the Support Unit, and alone says that an edition was adopted.
    COMPACT_BOARD: Office(
        permissions=(
            SITE_EDITOR,
            "compact.view_undertaking",
            "compact.view_edition",
            "compact.add_edition",
            "compact.change_edition",
            "compact.adopt_edition",
            "compact.work_cases",
            "compact.view_boardreport",
            "compact.add_boardreport",
            "compact.change_boardreport",
            "compact.view_guidance",
            "compact.add_guidance",
            "compact.change_guidance",
            "compact.view_acknowledgement",
            "compact.view_signature",
        )
    ),
    # An officer edits below the page of their own body, which a group of that body grants.
    PUBLIC_BODY_OFFICER: Office(permissions=(SITE_EDITOR,), files=USE_FILES),
    # Sees who looked at people's data, and what is forgotten when; not the data.
    DATA_PROTECTION: Office(permissions=(SITE_EDITOR, "accounts.view_look", "core.view_removal")),
}

APPROVALS = (Approval(name="Assembly Board approval", office=BOARD),)

# What Wagtail's own migrations make; the table above replaces it.
REPLACED_GROUPS = ("Editors", "Moderators")
REPLACED_APPROVALS = ("Moderators approval",)
