"""The addresses of a site in development."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from speeches.web.style import style
from summit.urls import urlpatterns as urlpatterns_of_the_site

urlpatterns = [*urlpatterns_of_the_site, *i18n_patterns(path("style/", style, name="style"))]
