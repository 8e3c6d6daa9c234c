from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from speeches.digest.load import import_paper
from speeches.roles import make_roles


class Command(BaseCommand):
    help = "Make the site ready to be served: tables, roles, static files, and the papers kept in fixtures/."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        make_roles()
        if not settings.DEBUG and static_files_changed():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        for paper in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.txt")):
            report = import_paper(paper.read_bytes(), paper.name, publish=True)
            self.stdout.write(
                f"{paper.name}: {report.outcomes['created']} new, {report.outcomes['unchanged']} unchanged"
            )


def static_files_changed() -> bool:
    """Whether a source is newer than what was collected last: hashing and compressing takes seconds."""
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    sources = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return any(Path(source).stat().st_mtime > collected for source in sources)
