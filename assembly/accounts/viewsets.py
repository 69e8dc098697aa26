"""The staff's list of people."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property

from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import EditView, IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from . import looks, services
from .forms import UserCreationForm, UserEditForm
from .models import User


class UserIndexView(IndexView):
    search_fields: ClassVar[list[str]] = ["name", "email"]

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        for column in columns:
            if column.name == "name":
                column.sort_key = "name"
            if column.name == "email":
                column.label = "E-mail address"
        return columns

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        looks.note(self.request.user, "people", [user.pk for user in context["object_list"]])
        return context

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)


class UserEditView(EditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        looks.note(self.request.user, "person", [self.object.pk])
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context

    def save_instance(self) -> User:
        user: User = super().save_instance()
        if "email" in self.form.changed_data:
            services.note_address_change(user, by=self.request.user)
        return user


class UserViewSet(WagtailUserViewSet):
    index_view_class = UserIndexView
    edit_view_class = UserEditView

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm | UserEditForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return UserEditForm if for_update else UserCreationForm
