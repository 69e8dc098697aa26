from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "assembly.compact"
    label = "compact"
    verbose_name = "Compact"

    def ready(self) -> None:
        from assembly.core import search
        from assembly.core.events import register

        from .search import UNDERTAKINGS

        register({"compact.text_published": "published a text of an undertaking"})
        search.register(UNDERTAKINGS)
