"""Puts the screens of the Compact into the Wagtail admin."""

from django.urls import path

from assembly.core.menu import screens, show

from .guidance import staff as guidance_staff
from .guidance.log import sees_any
from .text import staff

screens(
    "compact/",
    "compact_staff",
    [path("example/", staff.example_load, name="example_load")],
)

screens(
    "compact/guidance/",
    "guidance_staff",
    [
        path("", guidance_staff.guidance_list, name="guidance_list"),
        path("<int:pk>/", guidance_staff.guidance, name="guidance"),
        path("log/", guidance_staff.guidance_log, name="guidance_log"),
        path("log.csv", guidance_staff.guidance_log_csv, name="guidance_log_csv"),
    ],
)
show("Guidance", "guidance_staff:guidance_list", "compact.view_guidance", "help", 181)
show("Who has read the guidance", "guidance_staff:guidance_log", sees_any, "history", 182)
