"""Every address of the site. `urlpatterns` stand after the language prefix, `unprefixed` before it."""

from django.contrib import admin
from django.urls import path, register_converter
from django.views.i18n import set_language

from .admin import missing
from .admin.dashboard import dashboard
from .admin.login import login
from .models import SitePage
from .web import (
    cite,
    cities,
    compare,
    data,
    detail,
    downloads,
    events,
    feeds,
    glossary,
    home,
    lists,
    oembed,
    people,
    places,
    preview,
    site,
    sitemap_page,
    sitemaps,
    subjects,
    timeline,
)
from .web.addresses import CountryConverter, YearConverter

register_converter(YearConverter, "year")
register_converter(CountryConverter, "country")

unprefixed = [
    path("", site.entrance, name="entrance"),
    path("s/<slug:key>", site.short_link, name="short_link"),
    path("health/", site.health, name="health"),
    path("data/<slug:name>.csv", data.csv_file, name="data_csv"),
    path("data/<slug:name>.json", data.json_file, name="data_json"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.sitemap_file, name="sitemap_file"),
    path("oembed", oembed.oembed, name="oembed"),
    path(".well-known/security.txt", site.security, name="security"),
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
    path("speeches/<year:year>/<slug:slug>/cite/<str:form>", cite.cite, name="cite"),
    path("speeches/<year:year>/<slug:slug>/speech.<str:form>", downloads.download, name="download"),
    path("feed.<str:form>", feeds.feed, name="feed"),
    path("summits/<year:year>/feed.<str:form>", feeds.summit_feed, name="summit_feed"),
    path("cities/<slug:slug>/feed.<str:form>", feeds.city_feed, name="city_feed"),
    path("topics/<slug:slug>/feed.<str:form>", feeds.topic_feed, name="topic_feed"),
    path("summits/", timeline.summits, name="summits"),
    path("summits/<year:year>/", events.summit, name="summit"),
    path("summits/<year:year>/<slug:slug>/", events.session, name="session"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", places.city, name="city"),
    path("organizations/", lists.organizations, name="organizations"),
    path("organizations/<slug:slug>/", places.organization, name="organization"),
    path("countries/", lists.countries, name="countries"),
    path("countries/<country:country>/", places.country, name="country"),
    path("speakers/", lists.speakers, name="speakers"),
    path("speakers/<slug:slug>/", people.speaker, name="speaker"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<slug:slug>/", subjects.topic, name="topic"),
    path("topics/<slug:slug>/compare/", compare.compare, name="compare"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("data/", data.data, name="data"),
    path("site-map/", sitemap_page.site_map, name="site_map"),
    *(path(f"{name}/", site.page, {"name": name}, name=name) for name in SitePage.Name.values),
    path("preview/<slug:key>/", preview.preview, name="preview"),
    path("preview/<slug:key>/parallel/", preview.preview_parallel, name="preview_parallel"),
]
