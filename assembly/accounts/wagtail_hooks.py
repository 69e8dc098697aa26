"""What the Wagtail admin shows of people beside Wagtail's own screens."""

from django.urls import path

from assembly.core.menu import screens, show

from .corrections import staff

screens(
    "corrected-addresses/",
    "address_corrections",
    [
        path("", staff.correction_list, name="correction_list"),
        path("new/", staff.correction_propose, name="correction_propose"),
        path("<int:pk>/", staff.correction, name="correction"),
    ],
)
show(
    "Corrected addresses",
    "address_corrections:correction_list",
    "accounts.correct_address",
    "mail",
    171,
)
