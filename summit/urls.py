from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from speeches.urls import unprefixed

# The readers' addresses first: they are asked for most, and one look at the language passes them by.
urlpatterns = [
    *i18n_patterns(path("", include("speeches.urls")), prefix_default_language=True),
    *unprefixed,
]

handler400 = "speeches.web.errors.bad_request"
handler403 = "speeches.web.errors.forbidden"
handler404 = "speeches.web.errors.not_found"
handler500 = "speeches.web.errors.server_error"
