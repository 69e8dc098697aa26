"""What funding hands in to the points of the apps below."""

from assembly.compact.cases.subjects import subjects
from assembly.core import events, history, reports, search, to_do
from assembly.core.events import Act
from assembly.core.history import Kept
from assembly.core.uploads import kinds as uploads
from assembly.membership import merging, panels
from assembly.partners.succession import consequences as successions

from . import succession
from .cases import AWARD
from .loading.uploading import KIND
from .models import Award, AwardImport, Classing
from .panels import awards_by_name_panel, awards_panel
from .reports import AwardReport
from .search import AWARDS
from .to_do import awards_to_class

events.acts.register(
    Act("funding.imported", "loaded a list of awards into the funding register"),
    Act("funding.awards_classed", "classed or flagged awards of the funding register"),
)
history.records.register(
    Kept(AwardImport, "funding.view_awardimport"), Kept(Classing, "funding.class_award")
)
subjects.register(AWARD)
search.kinds.register(AWARDS, place=7)
to_do.sources.register(awards_to_class)
merging.lines.register(merging.MergeLine(Award, "recipient", "awards in the funding register"))
panels.on_organisation_page.register(awards_panel, awards_by_name_panel)
reports.reports.register(AwardReport)
uploads.accepted.register(KIND)
successions.sayings.register(succession.what_is_carried_over)
