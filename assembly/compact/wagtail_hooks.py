"""Puts the screens of the Compact into the Wagtail admin."""

from django.urls import path

from assembly.core.menu import screens, show

from .board.own_views import MAY_SEE as MAY_SEE_BOARD
from .cases.register.hiding import staff as case_hiding
from .guidance import staff as guidance_staff
from .guidance.log import sees_any
from .signatories import staff as signatories
from .text import adoption_staff, desk, staff, undertaking_staff

screens(
    "compact/",
    "compact_staff",
    [
        path("", staff.edition_list, name="edition_list"),
        path("example/", staff.example_load, name="example_load"),
        path("begin/", staff.edition_begin, name="edition_begin"),
        path("editions/<int:number>/", staff.edition, name="edition"),
        path("editions/<int:number>/changes/", staff.edition_compare, name="edition_compare"),
        path("editions/<int:number>/adoption/", adoption_staff.adoption, name="adoption"),
        path("editions/<int:number>/frame/", staff.edition_frame, name="edition_frame"),
        path("editions/<int:number>/comments/", staff.edition_comments, name="edition_comments"),
        path("editions/<int:number>/discard/", staff.edition_discard, name="edition_discard"),
        path("editions/<int:number>/copy-example/", staff.example_copy, name="example_copy"),
        path(
            "editions/<int:number>/add/<slug:code>/",
            undertaking_staff.undertaking_add,
            name="undertaking_add",
        ),
        path(
            "editions/<int:number>/undertakings/<int:pk>/",
            undertaking_staff.undertaking_change,
            name="undertaking_change",
        ),
        path(
            "editions/<int:number>/undertakings/<int:pk>/drop/",
            undertaking_staff.undertaking_drop,
            name="undertaking_drop",
        ),
        path(
            "editions/<int:number>/undertakings/<int:pk>/take-back/",
            undertaking_staff.undertaking_restore,
            name="undertaking_restore",
        ),
    ],
)
show("Editions of the Compact", "compact_staff:edition_list", desk.MAY_READ, "doc-full", 216)

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
show("Guidance read", "guidance_staff:guidance_log", sees_any, "history", 182)

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

screens(
    "compact/cases/",
    "compact_case_hiding",
    [
        path("", case_hiding.case_list, name="case_list"),
        path("<slug:reference>/", case_hiding.case, name="case"),
    ],
)
show("Words of cases", "compact_case_hiding:case_list", case_hiding.MAY_HIDE, "no-view", 221)
show("Compact Board", "compact:board_desk", MAY_SEE_BOARD, "group", 220)
