"""Puts the screens of the Compact into the Wagtail admin."""

from django.urls import path

from assembly.core.menu import screens, show

from .signatories import staff as signatories
from .text import staff

screens(
    "compact/",
    "compact_staff",
    [path("example/", staff.example_load, name="example_load")],
)

screens(
    "compact/signatories/",
    "compact_signatories",
    [
        path("", signatories.signature_list, name="signature_list"),
        path("new/", signatories.signature_enter, name="signature_enter"),
        path("<int:pk>/", signatories.signature, name="signature"),
        path("exceptions/", signatories.exception_list, name="exception_list"),
        path("exceptions/<int:pk>/", signatories.exception, name="exception"),
    ],
)
show("Signatories", "compact_signatories:signature_list", signatories.MAY_SEE, "edit", 219)
