"""The staff's list of people."""

from typing import ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property

from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import CreateView, EditView, IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from . import services
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

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)


class UserAddView(CreateView):
    def save_instance(self) -> User:
        user: User = super().save_instance()
        services.note_offices(user, by=self.request.user)
        return user


class UserEditView(EditView):
    def save_instance(self) -> User:
        user: User = super().save_instance()
        services.note_offices(user, by=self.request.user)
        return user


class UserViewSet(WagtailUserViewSet):
    index_view_class = UserIndexView
    add_view_class = UserAddView
    edit_view_class = UserEditView

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm | UserEditForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return UserEditForm if for_update else UserCreationForm
