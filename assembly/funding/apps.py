from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "assembly.funding"
    label = "funding"
    verbose_name = "Funding"

    def ready(self) -> None:
        from assembly.core import history, search
        from assembly.core.events import register
        from assembly.membership import merging
        from assembly.membership.panels import on_organisation_page

        from .models import Award, AwardImport
        from .panels import awards_panel
        from .search import AWARDS

        history.keep(AwardImport, "funding.view_awardimport")
        register({"funding.imported": "loaded a list of awards into the funding register"})
        search.register(AWARDS)
        on_organisation_page(awards_panel)
        merging.moves(Award, "recipient", "awards in the funding register")
