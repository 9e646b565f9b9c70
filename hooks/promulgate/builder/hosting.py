"""What hosts must be told, as files of theirs: content types, the 404 page, caching, security.

Nothing that has a date is fixed for ever: a page says its status, and a withdrawal takes words out.
So dated pages are not asked for again for an hour; what has its digest in its name, for a year.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

TEXT = "text/plain; charset=utf-8"  # a browser shows it, where it would download Markdown
TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "text/plain": "md txt jsonl",
    "application/json": "json map",
    "application/xml": "xml",
    "application/link-format": "link",
    "text/calendar": "ics",
    "application/pdf": "pdf",
    "application/gzip": "gz",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
}
SPOKEN = "text/plain text/css text/javascript application/json application/xml image/svg+xml"
FOR_EVER, AN_HOUR = "public, max-age=31536000, immutable", "public, max-age=3600, immutable"
# Whoever asks a visitor to agree may frame a policy: nothing on a page acts for anyone.
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Access-Control-Allow-Origin": "*",  # programs elsewhere may read what is public
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
HASHED = r"\.[0-9a-f]{8}\.min\.(css|js)$"
DATED = r"/[0-9]{4}-[0-9]{2}-[0-9]{2}/"


def hosting(url: str, redirects: Mapping[str, str], policy: str) -> dict[str, bytes]:
    """Write the files for hosts by name; `redirects` lead from old addresses to where they are now.

    Old addresses are relative to the root of the site, which is published at `url`; new ones are
    too, or absolute. The `policy` of security is the one that holds for all of its pages.
    """
    parts = urlsplit(url)
    base = f"{parts.path.rstrip('/')}/"
    headers = {
        **SECURITY,
        "Content-Security-Policy": policy,
        **(SECURE if parts.scheme == "https" else {}),
    }
    moved = {
        f"{base}{old}": new if "://" in new else f"{base}{new}"
        for old, new in sorted(redirects.items())
    }
    files = {
        "_headers": _headers(base, headers),
        "_redirects": _redirects(moved),
        "nginx.conf": _nginx(str(parts.hostname), base, headers, moved),
        "Caddyfile": _caddy(parts.netloc, base, headers, moved),
    }
    return {name: f"{text.rstrip()}\n".encode() for name, text in files.items()}


def _headers(base: str, headers: Mapping[str, str]) -> str:
    """Both hosts join what several rules say of one header: each header is said by one rule."""
    rules = {
        "*": headers,
        "assets/javascripts/bundle.*": {"Cache-Control": FOR_EVER},
        "assets/stylesheets/*": {"Cache-Control": FOR_EVER},
        ":organization/:policy/20*": {"Cache-Control": AN_HOUR},
        ":organization/:policy/:date/policy.md": {"Content-Type": TEXT},
        ":organization/:policy/:date/:language/policy.md": {"Content-Type": TEXT},
    }
    lines = ["# Netlify and Cloudflare Pages read this from the root of the site: copy it there."]
    for path, said in rules.items():
        lines += [f"{base}{path}", *(f"  {name}: {value}" for name, value in said.items())]
    return "\n".join(lines)


def _redirects(moved: Mapping[str, str]) -> str:
    lines = ["# Netlify and Cloudflare Pages read this from the root of the site: copy it there."]
    return "\n".join([*lines, *(f"{old} {new} 301" for old, new in moved.items())])


def _nginx(host: str, base: str, headers: Mapping[str, str], moved: Mapping[str, str]) -> str:
    place = "root" if base == "/" else "alias"
    lines = [
        "# Include this where nginx reads its sites; the files of site/ are at the root below.",
        "map $uri $policies_cached {",
        '    default "no-cache";',
        f'    "~{HASHED}" "{FOR_EVER}";',
        f'    "~{DATED}" "{AN_HOUR}";',
        "}",
        "server {",
        "    listen 80;",
        f"    server_name {host};",
        "    absolute_redirect off;",
        "    index index.html;",
        f"    error_page 404 {base}404.html;",
        "    charset utf-8;",
        f"    charset_types {SPOKEN};",
        "    types {",
        *(f"        {kind} {names};" for kind, names in TYPES.items()),
        "    }",
        *(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        "    add_header Cache-Control $policies_cached always;",
        *(f"    location = {old} {{ return 301 {new}; }}" for old, new in moved.items()),
        f"    location {base} {{ {place} /srv/{host}/site/; }}",
        "}",
    ]
    return "\n".join(lines)


def _caddy(site: str, base: str, headers: Mapping[str, str], moved: Mapping[str, str]) -> str:
    host = site.partition(":")[0]
    lines = [
        "# The files of site/ are at the root below.",
        f"{site} {{",
        f"\troot * /srv/{host}/site",
        "\tencode zstd gzip",
        "\theader {",
        *(f'\t\t{name} "{value}"' for name, value in headers.items()),
        "\t}",
        f"\t@hashed path_regexp {HASHED}",
        f'\theader @hashed Cache-Control "{FOR_EVER}"',
        f"\t@dated path_regexp {DATED}",
        f'\theader @dated Cache-Control "{AN_HOUR}"',
        f"\t@other not path_regexp {DATED}|{HASHED}",
        '\theader @other ?Cache-Control "no-cache"',
        "\t@texts path *.md *.jsonl",
        f'\theader @texts Content-Type "{TEXT}"',
        *(f"\tredir {old} {new} 301" for old, new in moved.items()),
        *([] if base == "/" else [f"\turi strip_prefix {base.rstrip('/')}"]),
        "\tfile_server",
        "\thandle_errors {",
        "\t\trewrite * /404.html",
        "\t\tfile_server",
        "\t}",
        "}",
    ]
    return "\n".join(lines)
