from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = "Forums"

    def ready(self) -> None:
        from assembly.accounts import closing, portability
        from assembly.core import history, search
        from assembly.core.events import register, register_changes
        from assembly.membership import consequences, merging, next_steps, panels

        from . import leaving, organisations, selectors
        from .models import Group, GroupMembership
        from .search import GROUPS

        register({"forums.joined": "joined the group", "forums.left": "left the group"})
        register_changes(Group)
        history.keep(Group, "forums.view_group")
        closing.unless(leaving.reasons_to_stay)
        portability.add(leaving.data_about)
        search.register(GROUPS)
        panels.on_organisation_page(selectors.groups_panel)
        panels.on_my_page(selectors.my_groups_panel)
        next_steps.add(selectors.join_a_group)
        consequences.say(organisations.groups_it_is_in)
        consequences.also(organisations.leave_groups)
        merging.moves(GroupMembership, "organisation", "places in groups, now and before")
        merging.moves(Group, "convened_by", "groups it convenes")
