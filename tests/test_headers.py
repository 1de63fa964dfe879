"""The headers for web hosts hold what pages need, and no more."""

from pathlib import Path

from treeguide.host.build.headers import Policy, netlify, nginx, without_styles, write


def policy_of(*pages: str) -> str:
    found = Policy()
    for page in pages:
        found.see(page)
    return found.text()


def test_inline_scripts_are_allowed_by_hash_and_data_is_not() -> None:
    page = '<script>alert(1)</script><script type="application/json">{"a": 1}</script><script src="a.js"></script>'
    assert "script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; " in policy_of(page)


def test_same_script_on_every_page_is_named_once() -> None:
    page = "<script>let a</script>"
    assert policy_of(page, page) == policy_of(page)
    assert policy_of(page, "<script>let b</script>").count("sha256-") == 2


def test_what_a_page_loads_from_elsewhere_is_allowed_there_only() -> None:
    page = (
        '<img alt="" src="https://beeld.example/a.png"><link rel="stylesheet" href="https://stijl.example/a.css">'
        '<link rel="canonical" href="https://zelf.example/"><a href="https://link.example/">x</a>'
    )
    found = policy_of(page)
    assert "img-src 'self' data: https://beeld.example; " in found
    assert "style-src 'self' https://stijl.example; " in found
    assert "zelf" not in found and "link.example" not in found and "unsafe" not in found


def test_hosts_get_the_path_of_the_site() -> None:
    assert netlify(Policy(), "/gids/", ["lessen"]).splitlines()[1] == "/gids/*"
    rows = nginx(Policy(), "/gids/", {"oud/": "nieuw/"}).splitlines()
    assert "error_page 404 /gids/404.html;" in rows
    assert rows[-1] == "location = /gids/oud/ { return 301 /gids/nieuw/; }"


def test_aligned_cells_have_a_class() -> None:
    assert without_styles('<td style="text-align: right;">1</td>') == '<td class="guide-right">1</td>'
    assert without_styles('<p style="color: red">text-align</p>') == '<p style="color: red">text-align</p>'


def test_a_page_in_another_encoding_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "oud.html").write_bytes(b'caf\xe9 <img alt="" src="https://beeld.example/a.png">')
    assert "https://beeld.example" in write(tmp_path, "/", [], {}).text()
