"""“Add another like this”: an empty form that begins with what the one before had."""

from django.urls import reverse
from django.utils.http import urlencode

from .filters import number


class LikeAnother:
    # The fields that another of its kind probably shares.
    shared: tuple[str, ...] = ()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and self.has_add_permission(request):
            url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
            context["like_url"] = f"{url}?{urlencode({'like': obj.pk})}"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        pk = number(initial.pop("like", None))
        like = None if pk is None else self.get_object(request, str(pk))
        if like is None or not self.has_view_permission(request, like):
            return initial
        return initial | self.shared_by(like)

    def shared_by(self, thing) -> dict:
        return {name: thing._meta.get_field(name).value_from_object(thing) for name in self.shared}
