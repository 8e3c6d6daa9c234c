"""Accounts: who may log in, and in which roles. What a role may do stands in the table of `roles`, nowhere else."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import roles, text
from ..changes import recorded
from ..models import Credit
from .filters import number

admin.site.unregister(Group)
admin.site.unregister(User)


class RoleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return _(group.name)


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("roles")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(str(group.pk), _(group.name)) for group in roles.groups()]

    def queryset(self, request, queryset):
        group = number(self.value())
        return queryset if group is None else roles.in_group(queryset, group)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An administrator manages accounts but raises nobody above the table of roles, and himself not at all.

    Only a superuser makes, changes or deletes superusers; nobody locks himself out or gives single permissions.
    """

    add_form = UserCreationForm
    add_form_template = None
    list_display = ["username", "full_name", "role_names", "last_login", "is_active", "is_superuser"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = ["is_active", RoleFilter]
    filter_horizontal = []

    def get_queryset(self, request):
        return roles.with_groups(super().get_queryset(request))

    def get_fieldsets(self, request, obj=None):
        names = ["last_name", "first_name"]
        if obj is None:
            return [(None, {"fields": ["username", "password1", "password2", *names, "groups"]})]
        may_choose = self.has_change_permission(request, obj) and "groups" not in self.get_readonly_fields(request, obj)
        rights = ["groups" if may_choose else "role_names", "is_active"]
        if request.user.is_superuser:
            rights.append("is_superuser")
        return [
            (None, {"fields": ["username", "password", *names]}),
            (capfirst(_("roles")), {"fields": rights}),
            (None, {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["role_names", "last_login", "date_joined"]
        if obj == request.user:
            fixed += ["is_active", "is_superuser", *([] if request.user.is_superuser else ["groups"])]
        return fixed

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            return RoleField(roles.groups(), required=False, label=_("roles"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_touch(request.user, obj) and obj != request.user

    def save_model(self, request, obj, form, change):
        if not change:
            # Nobody has an account for anything but the admin.
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request, queryset):
        """A public name goes with its account, and the pages that showed it are made anew."""
        accounts = list(queryset)
        with recorded(request.user):
            Credit.objects.forget(accounts)
            for account in accounts:
                account.delete()

    @admin.display(description=gettext_lazy("full name"))
    def full_name(self, account):
        name = account.last_name + account.first_name
        return name if text.has_han(name) else account.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, account):
        return " · ".join(_(group.name) for group in account.groups.all())


def may_touch(user, account: User | None) -> bool:
    return user.is_superuser or account is None or not account.is_superuser
