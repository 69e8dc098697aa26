"""The Support Unit's screens for undertakings in the Wagtail admin."""

from typing import Any

from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator

from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from assembly.accounts.http import SignedInRequest
from assembly.compact import rules, selectors, services
from assembly.compact.models import Undertaking
from assembly.core.acting import act_if_sent
from assembly.core.http import screen
from assembly.core.rules import Ruling
from assembly.core.viewsets import (
    RecordedCreateView,
    RecordedDeleteView,
    RecordedEditView,
    RecordedViewSet,
)

from .forms import UndertakingForm


def words_of(undertaking: Undertaking) -> str:
    return Truncator(undertaking.latest.text).chars(100) if undertaking.latest else ""


def kind_of(undertaking: Undertaking) -> str:
    return "Example" if undertaking.latest and undertaking.latest.is_example else "Agreed"


class UndertakingIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Undertaking]:
        return Undertaking.objects.select_related("code").prefetch_related("versions")


class UndertakingCreateView(RecordedCreateView):
    form: UndertakingForm

    def save_instance(self) -> Undertaking:
        new = self.form.instance
        order = int(new.number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        version = services.publish_text(
            new.code, new.number, self.form.text(), by=self.request.user, order=order
        )
        return version.undertaking


class UndertakingEditView(RecordedEditView):
    form: UndertakingForm
    submit_button_label = "Publish this text"

    def save_instance(self) -> Undertaking:
        undertaking = self.form.instance
        version = services.publish_text(
            undertaking.code, undertaking.number, self.form.text(), by=self.request.user
        )
        return version.undertaking


class UndertakingDeleteView(RecordedDeleteView):
    def ruling(self) -> Ruling:
        return selectors.may_be_deleted(self.object, on=timezone.localdate())

    def delete_action(self) -> None:
        services.delete_undertaking(self.object, by=self.request.user)


class UndertakingViewSet(RecordedViewSet):
    model = Undertaking
    icon = "doc-full"
    menu_label = "Compact"
    menu_order = 207
    add_to_admin_menu = True
    index_view_class = UndertakingIndexView
    add_view_class = UndertakingCreateView
    edit_view_class = UndertakingEditView
    delete_view_class = UndertakingDeleteView
    index_results_template_name = "compact/staff/undertaking_results.html"
    list_display = [
        "number",
        "code",
        Column("text", label="Text", accessor=words_of),
        Column("kind", label="Kind", accessor=kind_of),
    ]
    list_filter = ["code"]
    ordering = ["code", "order"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return UndertakingForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


@screen("compact.add_undertaking")
def undertaking_load(request: SignedInRequest) -> HttpResponse:
    """What the example text is, and the button that loads it."""
    return act_if_sent(
        request,
        lambda: services.begin_with_example(by=request.user),
        lambda number: f"{number} undertakings loaded, each marked as an example.",
        redirect("undertaking:index"),
    ) or render(
        request,
        "core/staff/load.html",
        {
            "title": "Load the example text",
            "lead": (
                "Every undertaking is marked as an example on the public pages until you publish the text that was "
                "agreed in its place. Loaded are:"
            ),
            "lines": selectors.example_in_words(),
            "ruling": rules.may_load_example(undertakings=Undertaking.objects.count()),
            "button": "Load the example text",
            "back": "undertaking:index",
        },
    )
