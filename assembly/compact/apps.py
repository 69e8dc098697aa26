from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "assembly.compact"
    label = "compact"
    verbose_name = "Compact"

    def ready(self) -> None:
        from assembly.core import search
        from assembly.core.events import register
        from assembly.membership import panels

        from .board import sections, selectors
        from .search import UNDERTAKINGS

        register({"compact.text_published": "published a text of an undertaking"})
        search.register(UNDERTAKINGS)
        panels.on_my_page_of_person(selectors.my_panel)
        sections.add(selectors.members, place=1)
        sections.add(selectors.undertakings, place=3)
