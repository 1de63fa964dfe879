"""A real nginx with the configuration that the build writes: compression, caching, 404, headers, and old addresses.

Not part of `make test`: it needs Debian's nginx. `make test-nginx` installs that where it may, and runs this file.
"""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import HTTPErrorProcessor, Request, build_opener

import pytest

from built import build
from small_project import OUTCOMES, SOURCES, TREE, lesson, write_project

PROJECT = {
    "mkdocs.yml": "site_name: Proef\nsite_url: https://voorbeeld.nl/gids/\ntheme: {name: material, font: false}\n"
    "plugins: [search, treeguide: {headers: true}]\nmarkdown_extensions: [attr_list, md_in_html, tables]\n",
    "docs/index.md": "# Start\n",
    "decision_trees/waar.yml": TREE,
    "decision_trees/situaties.yml": OUTCOMES + "aliases: {praten: praat-over-geld}\n",
    "lessons/lessen/open-kaart.md": lesson("Leg je kaarten open", aliases="[kaarten]"),
    "lessons/sources.yml": SOURCES,
}
MAIN = """\
{user}daemon off; pid {top}/pid; error_log {top}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {top}/t1; proxy_temp_path {top}/t2; fastcgi_temp_path {top}/t3;
  uwsgi_temp_path {top}/t4; scgi_temp_path {top}/t5;
  server {{ listen 127.0.0.1:{port}; root {top}/served; include {top}/served/gids/nginx.conf; }}
}}
"""


class _AsItIs(HTTPErrorProcessor):
    """Gives every answer as it is, also a redirect or an error."""

    def http_response(self, request: Request, response: Any) -> Any:
        return response


def ask(address: str, **headers: str) -> Any:
    return build_opener(_AsItIs).open(Request(address, headers=headers), timeout=10)  # noqa: S310 (our own address)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a site at nginx, and its folder."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("These tests need nginx: install Debian's nginx-light.")
    top = tmp_path_factory.mktemp("nginx")
    site = build(write_project(top / "project", **PROJECT), top / "served" / "gids")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    user = "user root; " if os.geteuid() == 0 else ""  # only root may read what this user's tests write
    (top / "main.conf").write_text(MAIN.format(top=top, port=port, user=user), "utf-8")
    tested = subprocess.run([program, "-t", "-c", str(top / "main.conf")], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen([program, "-c", str(top / "main.conf")])
    try:
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/gids/", site
    finally:
        server.terminate()
        server.wait(10)


def test_pages_come_compressed_and_are_asked_for_again(host: tuple[str, Path]) -> None:
    home, site = host
    answer = ask(f"{home}lessen/open-kaart/", **{"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["Content-Encoding"], answer.headers["Vary"]) == (
        200,
        "gzip",
        "Accept-Encoding",
    )
    assert gzip.decompress(answer.read()) == (site / "lessen/open-kaart/index.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_files_named_by_their_content_may_be_kept(host: tuple[str, Path]) -> None:
    home, site = host
    for path in [
        *site.glob("assets/treeguide/*.mjs"),
        *site.glob("assets/treeguide/*.css"),
        *site.glob("assets/*/*.min.*s"),
    ]:
        answer = ask(home + path.relative_to(site).as_posix(), **{"Accept-Encoding": "gzip"})
        assert "immutable" in answer.headers["Cache-Control"], path
        assert re.match(r"text/css|(text|application)/javascript", answer.headers["Content-Type"]), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        content = path.read_bytes()
        if len(content) >= 512:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(answer.read()) <= 1.05 * len(gzip.compress(content, 6)) + 100, "compressed well, not in haste"


def test_what_is_not_there_is_said_on_the_site_s_own_page(host: tuple[str, Path]) -> None:
    home, site = host
    answer = ask(f"{home}bestaat/niet/")
    assert (answer.status, answer.read()) == (404, (site / "404.html").read_bytes())
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_only_pages_for_frames_may_be_framed(host: tuple[str, Path]) -> None:
    home, _ = host
    for path, frames in (("", "'self'"), ("wegwijzers/waar/", "'self'"), ("wegwijzers/waar/embed/", "*")):
        answer = ask(home + path)
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"].endswith(f"frame-ancestors {frames}")
        assert answer.headers.get_all("Content-Security-Policy") == [answer.headers["Content-Security-Policy"]]
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_old_addresses_lead_on(host: tuple[str, Path]) -> None:
    home, _ = host
    for old, new in (("lessen/kaarten/", "lessen/open-kaart/"), ("situaties/praten/", "situaties/praat-over-geld/")):
        answer = ask(home + old)
        assert (answer.status, answer.headers["Location"]) == (301, home + new)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_configuration_itself_is_not_served(host: tuple[str, Path]) -> None:
    home, _ = host
    assert [ask(home + name).status for name in ("nginx.conf", "_headers")] == [404, 404]
