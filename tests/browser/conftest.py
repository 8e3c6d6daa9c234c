"""The real site, as `make serve` starts it, in the real browser. These tests see it from outside only: whatever they
need in the database they do with management commands or through the pages themselves.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
PICTURES = ROOT / "docs" / "screenshots"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PATIENCE = 60  # seconds for the site to prepare itself and answer

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => window.reportViolation(
    `${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`));
"""


@dataclass
class Site:
    url: str
    environment: dict[str, str]
    log: Path

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a management command against the database of the running site; gives what it printed."""
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def pytest_addoption(parser):
    parser.addoption("--write-screenshots", action="store_true", help="make the pictures of docs/editors.zh.md anew")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_until_healthy(site: Site, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/health/", timeout=2):
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.1)
    pytest.exit(f"The site did not start:\n{site.log.read_text()[-6000:]}", returncode=1)


@pytest.fixture(scope="session")
def site(tmp_path_factory, pytestconfig):
    """The site with a database and static files of its own. With --postgres its database is there."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    # Neither the settings of this machine nor those of a `make` around us may decide.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    postgres = pytestconfig.getoption("--postgres")
    environment = kept | {
        "DATABASE_URL": os.environ["DATABASE_URL"] if postgres else f"sqlite:///{folder / 'db.sqlite3'}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
    }
    site = Site(environment["SITE_URL"], environment, folder / "log")
    with site.log.open("wb") as log:
        server = subprocess.Popen(
            ["make", "--silent", "serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_healthy(site, server)
        pytestconfig.stash[SITE] = site
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


SITE = pytest.StashKey[Site]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    site = item.config.stash.get(SITE, None)
    if report.failed and site:
        report.sections.append(("the site's log (its end)", site.log.read_text()[-6000:]))
    return report


@pytest.fixture(scope="session")
def base_url(site) -> str:
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    if not CHROMIUM.exists():
        pytest.exit(f"{CHROMIUM} is missing: run `sudo apt-get install chromium`, or say CHROMIUM=…", returncode=1)
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        # No name means anything to this browser: what is not on this machine cannot be reached.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox does not work for root
    return browser_type_launch_args | {"executable_path": str(CHROMIUM), "args": arguments}


@pytest.fixture
def problems() -> list[str]:
    """What the watchers of this test's pages have seen."""
    return []


@pytest.fixture
def forgive() -> list[str]:
    """Pieces of problems that a test provokes on purpose, such as `forgive.append("status of 404")`."""
    return []


@pytest.fixture
def open_page(new_context, site, problems, forgive):
    """Open a page in a browser of its own, which may be told anything that Playwright's new_context knows.

    Whatever a page may not do fails the test: reach another origin, break the content security policy,
    write an error to the console, raise, or be answered with 5xx.
    """
    contexts = []

    def watch_request(request):
        if not request.url.startswith((f"{site.url}/", "data:", "blob:")):
            problems.append(f"request to another origin: {request.url}")

    def watch_response(response):
        if response.status >= 500:
            problems.append(f"{response.status} {response.url}")

    def watch_console(message):
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location.get('url')})")

    def open_page(**options):
        context = new_context(**options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("request", watch_request)
        context.on("response", watch_response)
        context.on("console", watch_console)
        context.on("weberror", lambda error: problems.append(f"exception in a page: {error.error}"))
        context.expose_binding("reportViolation", lambda _, text: problems.append(f"content security policy: {text}"))
        context.add_init_script(REPORT_VIOLATIONS)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.cookies()  # a round trip: what the browser reported before is here after
    unforgiven = [problem for problem in problems if not any(piece in problem for piece in forgive)]
    assert not unforgiven, "\n".join(unforgiven)


@pytest.fixture
def page(open_page):
    """A reader's page, 1280 wide, that prefers Chinese."""
    return open_page(locale="zh-TW")


@pytest.fixture(scope="session")
def superuser(site) -> dict[str, str]:
    """An account that may everything: its name and its password."""
    account = {"username": "browser", "password": secrets.token_urlsafe(15)}
    site.manage(
        "createsuperuser",
        "--noinput",
        f"--username={account['username']}",
        "--email=browser@example.org",
        DJANGO_SUPERUSER_PASSWORD=account["password"],
    )
    return account


@pytest.fixture(scope="session")
def session_of(browser, site):
    """`session_of(account)` logs in once and gives the cookies, so that not every test has to."""
    known = {}

    def session_of(account: dict[str, str]) -> dict:
        if account["username"] not in known:
            context = browser.new_context(base_url=site.url, locale="zh-TW")
            context.set_default_timeout(10_000)
            page = context.new_page()
            log_in(page, account)
            known[account["username"]] = context.storage_state()
            context.close()
        return known[account["username"]]

    return session_of


def log_in(page, account: dict[str, str]) -> None:
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(account["username"])
    page.locator("[name=password]").fill(account["password"])
    page.locator("#login-form [type=submit]").click()
    page.wait_for_url("**/admin/")


@pytest.fixture
def admin_page(open_page, session_of, superuser):
    """A page on which the superuser is logged in."""
    return open_page(locale="zh-TW", storage_state=session_of(superuser))


@pytest.fixture(scope="session")
def accounts(site) -> dict[str, dict[str, str]]:
    """An account for each role, and the summit that stories happen in (tests/browser/stage.py)."""
    site.manage("shell", "--no-imports", "-c", "from tests.browser.stage import set_up; set_up()")
    names = ("viewer", "translator", "editor", "second-editor", "chief-editor", "administrator")
    return {name: {"username": name, "password": "a-long-password"} for name in names}


@pytest.fixture
def as_role(open_page, session_of, accounts):
    """`as_role("chief-editor")` opens a page on which somebody of that role is logged in."""

    def as_role(role: str, **options):
        return open_page(locale="zh-TW", storage_state=session_of(accounts[role]), reduced_motion="reduce", **options)

    return as_role


@pytest.fixture
def screenshots():
    """`screenshots(page, "home")` keeps the page in var/screenshots/, on desk and phone, in light and dark."""

    def screenshots(page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width, height in ((1280, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)

    return screenshots


@pytest.fixture
def picture(pytestconfig):
    """`picture(page, "publish", ".ask")` keeps what these selectors show as a picture of the handbook, if asked to."""

    def picture(page, name: str, *selectors: str) -> None:
        if not pytestconfig.getoption("--write-screenshots"):
            return
        page.evaluate("document.activeElement.blur()")
        boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
        scrolled = page.evaluate("scrollY")
        left = min(box["x"] for box in boxes) - 8
        top = min(box["y"] for box in boxes) + scrolled - 8
        right = max(box["x"] + box["width"] for box in boxes) + 8
        bottom = max(box["y"] + box["height"] for box in boxes) + scrolled + 8
        clip = {"x": max(left, 0), "y": max(top, 0), "width": right - max(left, 0), "height": bottom - max(top, 0)}
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", clip=clip, full_page=True)

    return picture
