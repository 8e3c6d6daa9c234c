"""Every address of the site. `urlpatterns` stand after the language prefix, `unprefixed` before it."""

from django.conf import settings
from django.contrib import admin
from django.urls import path, register_converter
from django.views.i18n import set_language

from .admin import missing
from .admin.concordance import concordance
from .admin.credit import credit
from .admin.dashboard import dashboard
from .admin.desk import desk
from .admin.desk_history import desk_history
from .admin.disagreement import disagreement
from .admin.english_names import english_names
from .admin.findings_page import findings_page
from .admin.glossary_file import glossary_export, glossary_file
from .admin.importing import import_names, import_preview, importing
from .admin.login import login
from .admin.queues import queues
from .admin.remarks import close_remark, remark
from .admin.source_row import source_row
from .admin.translation_files import export_file, translation_files
from .models import SitePage
from .web import (
    cite,
    cities,
    compare,
    data,
    detail,
    digests,
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
    search,
    site,
    sitemap_page,
    sitemaps,
    style,
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
    path("data/corpus.tmx", data.tmx_file, name="data_tmx"),
    path("data/<slug:name>.csv", data.csv_file, name="data_csv"),
    path("data/<slug:name>.json", data.json_file, name="data_json"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.sitemap_file, name="sitemap_file"),
    path("oembed", oembed.oembed, name="oembed"),
    path("opensearch.xml", site.opensearch, name="opensearch"),
    path(".well-known/security.txt", site.security, name="security"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/missing/", admin.site.admin_view(missing.report), name="missing"),
    path("admin/import/", admin.site.admin_view(importing), name="import"),
    path("admin/import/names/<slug:kind>/", admin.site.admin_view(import_names), name="import_names"),
    path("admin/import/<slug:key>/", admin.site.admin_view(import_preview), name="import_preview"),
    path("admin/speeches/speech/<int:pk>/source/", admin.site.admin_view(source_row), name="source_row"),
    path("admin/translation/", admin.site.admin_view(queues), name="translation"),
    path("admin/translation/names/", admin.site.admin_view(english_names), name="translation_names"),
    path("admin/translation/findings/", admin.site.admin_view(findings_page), name="translation_findings"),
    path("admin/translation/files/", admin.site.admin_view(translation_files), name="translation_files"),
    path("admin/translation/files/export/", admin.site.admin_view(export_file), name="translation_export"),
    path("admin/speeches/term/file/", admin.site.admin_view(glossary_file), name="glossary_file"),
    path("admin/speeches/term/file/export/", admin.site.admin_view(glossary_export), name="glossary_export"),
    path("admin/speeches/term/<int:pk>/disagreement/", admin.site.admin_view(disagreement), name="disagreement"),
    path("admin/translation/words/", admin.site.admin_view(concordance), name="concordance"),
    path("admin/translation/credit/", admin.site.admin_view(credit), name="credit"),
    path("admin/speeches/speech/<int:pk>/desk/", admin.site.admin_view(desk), name="desk"),
    path("admin/speeches/speech/<int:pk>/desk/remark/", admin.site.admin_view(remark), name="desk_remark"),
    path("admin/speeches/speech/<int:pk>/desk/close/", admin.site.admin_view(close_remark), name="desk_close_remark"),
    path(
        "admin/speeches/speech/<int:pk>/desk/<slug:part>/history/",
        admin.site.admin_view(desk_history),
        name="desk_history",
    ),
    path("admin/login/", login),
    path("admin/", admin.site.admin_view(dashboard)),
    path("admin/", admin.site.urls),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("speeches/", search.search, name="speeches"),
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
    path("summits/<year:year>/<slug:slug>/digest.<str:form>", digests.digest, name="digest"),
    path("summits/<year:year>/<slug:slug>/bilingual.<str:form>", digests.digest_in_both, name="digest_in_both"),
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
    path("search/", search.search, name="search"),
    path("search/suggest.json", search.suggest, name="suggest"),
    path("search/feed.<str:form>", feeds.search_feed, name="search_feed"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("data/", data.data, name="data"),
    path("site-map/", sitemap_page.site_map, name="site_map"),
    *(path(f"{name}/", site.page, {"name": name}, name=name) for name in SitePage.Name.values),
    *([path("style/", style.style, name="style")] if settings.DEBUG else []),
    path("preview/<slug:key>/", preview.preview, name="preview"),
    path("preview/<slug:key>/parallel/", preview.preview_parallel, name="preview_parallel"),
]
