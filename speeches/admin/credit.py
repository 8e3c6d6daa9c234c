"""By which name readers know who wrote the English: each account says it of itself, and nobody for another."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..changes import recorded
from ..models import Credit


class CreditForm(forms.ModelForm):
    class Meta:
        model = Credit
        fields = ["name", "agreed"]
        widgets = {"name": forms.TextInput(attrs={"class": "vTextField", "autocomplete": "name"})}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") and not (cleaned.get("name") or "").strip():
            self.add_error("name", _("Say by which name."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def credit(request):
    mine = Credit.objects.of(request.user).first() or Credit(user=request.user)
    form = CreditForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.method == "POST" and form.is_valid():
        with recorded(request.user):
            form.save()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("credit"))
    context = {**admin.site.each_context(request), "title": _("My name on the pages"), "form": form}
    return TemplateResponse(request, "admin/speeches/credit.html", context)
