from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "assembly.core"

    def ready(self) -> None:
        """Load what every app registers, in the order of the apps."""
        autodiscover_modules("registrations")
