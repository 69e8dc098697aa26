"""How a person's permissions are found."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from allauth.account.auth_backends import AuthenticationBackend

from . import offices
from .models import User


class OfficeBackend(AuthenticationBackend):
    """allauth's sign-in; the permissions of an office last as long as the term."""

    def _get_group_permissions(self, user_obj: User) -> QuerySet[Permission]:
        return Permission.objects.filter(group__in=offices.groups_with_rights(user_obj))
