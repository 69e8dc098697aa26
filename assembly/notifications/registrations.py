"""What notifications hand in to the points of the apps below, and their own."""

from django.core import checks

from assembly.accounts import closing, portability
from assembly.core import events, health, retention, to_do
from assembly.core.backup import services as backup
from assembly.core.events import Act

from . import kinds, personal_data
from .checks import every_mail_has_a_category
from .mails import MAILS
from .retention import RULES
from .selectors import oldest_mail
from .sending import set_waiting_mail_aside
from .to_do import mail_come_back

checks.register(every_mail_has_a_category)

events.acts.register(
    Act(
        "notifications.mail_sent_again",
        "sent again a mail that had not arrived",
        changes_public_pages=False,
    ),
    Act(
        "notifications.address_corrected",
        "corrected the address of a mail that had not arrived",
        changes_public_pages=False,
    ),
)
kinds.kinds.register(*MAILS)
to_do.sources.register(mail_come_back)
health.job_checks.register(oldest_mail)
backup.after_a_restore.register(set_waiting_mail_aside)
closing.steps.register(personal_data.erase)
portability.sources.register(personal_data.data_about)
retention.rules.register(*RULES)
