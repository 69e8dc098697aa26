from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "assembly.funding"
    label = "funding"
    verbose_name = "Funding"

    def ready(self) -> None:
        from assembly.core import history, search, todo
        from assembly.core.events import register
        from assembly.core.uploads import kinds as uploads
        from assembly.membership import merging
        from assembly.membership.panels import on_organisation_page

        from .loading.uploading import KIND
        from .models import Award, AwardImport, Classing
        from .panels import awards_panel
        from .search import AWARDS
        from .waiting import awards_to_class

        history.keep(AwardImport, "funding.view_awardimport")
        history.keep(Classing, "funding.class_award")
        register(
            {
                "funding.imported": "loaded a list of awards into the funding register",
                "funding.awards_classed": "classed or flagged awards of the funding register",
            }
        )
        uploads.add(KIND)
        todo.add(awards_to_class)
        search.register(AWARDS)
        on_organisation_page(awards_panel)
        merging.moves(Award, "recipient", "awards in the funding register")
