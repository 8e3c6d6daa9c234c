"""What the environment decides, read once and refused early: production never starts half-configured."""

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: use 1 or 0.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r} is no whole number.")
    return int(value)


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def secret_key(debug: bool) -> str:
    key = os.environ.get("SECRET_KEY", "")
    if debug and not key:
        return "insecure-for-debugging-only-" + "x" * 32
    if len(key) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY must be set to at least 50 random characters (or set DEBUG=1 on your own machine). "
            "To make one: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def site_url(debug: bool) -> str:
    """The public origin without a final slash; https anywhere, plain http only on the loopback (or with DEBUG)."""
    url = os.environ.get("SITE_URL", "http://127.0.0.1:8000" if debug else "").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} must be the public origin, such as https://speeches.example.org (or set DEBUG=1)."
        )
    if parts.scheme == "http" and not debug and not is_loopback(parts.hostname):
        raise ImproperlyConfigured(
            f"SITE_URL={url!r} is plain http: outside 127.0.0.1 and localhost the site is served over https only."
        )
    return url


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def allowed_hosts(url: str) -> list[str]:
    hosts = words("ALLOWED_HOSTS")
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS=* would accept any Host header: list the names of the site.")
    host = urlsplit(url).hostname
    return [*hosts, host, *(["localhost", "127.0.0.1", "[::1]"] if is_loopback(host) else [])]


def database_url(base: Path) -> str:
    if url := os.environ.get("DATABASE_URL"):
        return url
    # SQLite makes the file, but not the folder that it stands in.
    (base / "var").mkdir(mode=0o700, exist_ok=True)
    return f"sqlite:///{base / 'var' / 'db.sqlite3'}"


def contact_email() -> str:
    """Where readers report errors; "" where no address is set up."""
    address = os.environ.get("CONTACT_EMAIL", "").strip()
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ImproperlyConfigured(f"CONTACT_EMAIL={address!r} is no e-mail address.") from error
    return address


def trusted_proxies() -> list[str]:
    """Addresses or networks whose X-Forwarded-For and -Proto are believed; nobody's by default."""
    proxies = words("TRUSTED_PROXY")
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError as error:
            raise ImproperlyConfigured(f"TRUSTED_PROXY: {proxy!r} is neither an address nor a network.") from error
    return proxies
