"""Addresses where everything fails, for test_errors."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from summit.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def raising(error):
    def view(request):
        raise error

    return view


FAULTS = {
    "bad": SuspiciousOperation("strange"),
    "forbidden": PermissionDenied("no"),
    "missing": Http404("none"),
    "broken": RuntimeError("oops"),
}
urlpatterns = [
    *(path(f"{prefix}{name}/", raising(fault)) for prefix in ("", "en/", "zh-hant/") for name, fault in FAULTS.items()),
    *urlpatterns,
]
