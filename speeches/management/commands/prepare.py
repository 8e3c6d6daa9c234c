from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from speeches import LANGUAGES
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import SitePage
from speeches.roles import make_roles
from speeches.search import index


class Command(BaseCommand):
    help = "Make the site ready to be served: tables, roles, static files, and the texts kept in fixtures/."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        make_roles()
        if not index.is_complete():
            index.rebuild()
        if not settings.DEBUG and static_files_changed():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        fixtures = Path(settings.BASE_DIR, "fixtures")
        write_missing_pages(fixtures / "pages")
        for paper in sorted(fixtures.glob("*.txt")):
            report = import_paper(paper.read_bytes(), paper.name, publish=True)
            self.stdout.write(
                f"{paper.name}: {report.outcomes['created']} new, {report.outcomes['unchanged']} unchanged"
            )
        call_command("load_content", fixtures, stdout=self.stdout)


def write_missing_pages(folder: Path) -> None:
    """What the site says of itself before an editor has said it better; what is there already stays."""
    with recorded(reason="as delivered"):
        for name in SitePage.Name.values:
            if not SitePage.objects.called(name).exists():
                chinese, english = (Path(folder, f"{name}.{one}.txt").read_text().strip() for one in LANGUAGES)
                SitePage(name=name, body_zh_hant=chinese, body_en=english).save()


def static_files_changed() -> bool:
    """Whether a source is newer than what was collected last: hashing and compressing takes seconds."""
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    sources = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return any(Path(source).stat().st_mtime > collected for source in sources)
