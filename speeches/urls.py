"""Every address of the site. `urlpatterns` stand after the language prefix, `unprefixed` before it."""

from django.contrib import admin
from django.urls import path, register_converter
from django.views.i18n import set_language

from .admin import missing
from .admin.dashboard import dashboard
from .admin.login import login
from .models import SitePage
from .web import detail, events, home, lists, people, places, preview, site, subjects
from .web.addresses import CountryConverter, YearConverter

register_converter(YearConverter, "year")
register_converter(CountryConverter, "country")

unprefixed = [
    path("", site.entrance, name="entrance"),
    path("s/<slug:key>", site.short_link, name="short_link"),
    path("health/", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/missing/", admin.site.admin_view(missing.report), name="missing"),
    path("admin/login/", login),
    path("admin/", admin.site.admin_view(dashboard)),
    path("admin/", admin.site.urls),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("speeches/", lists.speeches, name="speeches"),
    path("speeches/<year:year>/", lists.speeches_of_year, name="speeches_of_year"),
    path("speeches/<year:year>/<slug:slug>/", detail.speech, name="speech"),
    path("speeches/<year:year>/<slug:slug>/parallel/", detail.parallel, name="parallel"),
    path("summits/", lists.summits, name="summits"),
    path("summits/<year:year>/", events.summit, name="summit"),
    path("summits/<year:year>/<slug:slug>/", events.session, name="session"),
    path("cities/", lists.cities, name="cities"),
    path("cities/<slug:slug>/", places.city, name="city"),
    path("organizations/", lists.organizations, name="organizations"),
    path("organizations/<slug:slug>/", places.organization, name="organization"),
    path("countries/", lists.countries, name="countries"),
    path("countries/<country:country>/", places.country, name="country"),
    path("speakers/", lists.speakers, name="speakers"),
    path("speakers/<slug:slug>/", people.speaker, name="speaker"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<slug:slug>/", subjects.topic, name="topic"),
    *(path(f"{name}/", site.page, {"name": name}, name=name) for name in SitePage.Name.values),
    path("preview/<slug:key>/", preview.preview, name="preview"),
    path("preview/<slug:key>/parallel/", preview.preview_parallel, name="preview_parallel"),
]
