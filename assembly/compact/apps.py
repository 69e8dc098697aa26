from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "assembly.compact"
    label = "compact"
    verbose_name = "Compact"

    def ready(self) -> None:
        from assembly.core import history, search
        from assembly.core.events import change, register
        from assembly.membership import panels

        from .board import sections, selectors
        from .models import Undertaking
        from .search import UNDERTAKINGS

        register(
            {
                "compact.text_published": "published a text of an undertaking",
                change(Undertaking, "deleted"): "deleted an undertaking",
            }
        )
        history.keep(Undertaking, "compact.view_undertaking")
        search.register(UNDERTAKINGS)
        panels.on_my_page_of_person(selectors.my_panel)
        sections.add(selectors.members, place=1)
        sections.add(selectors.undertakings, place=3)
