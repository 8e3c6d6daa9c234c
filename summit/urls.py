from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from speeches.urls import unprefixed

urlpatterns = [
    *unprefixed,
    *i18n_patterns(path("", include("speeches.urls")), prefix_default_language=True),
]

handler400 = "speeches.web.errors.bad_request"
handler403 = "speeches.web.errors.forbidden"
handler404 = "speeches.web.errors.not_found"
handler500 = "speeches.web.errors.server_error"
