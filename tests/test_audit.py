"""`make audit` only says that all is well when every package was looked up and nothing is known against it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.audit import LOCKS, NOT_ASKED, ROOT, VULNERABLE, WELL, main

FINE = {"name": "jinja2", "version": "3.1.6", "vulns": []}
FAULT = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["3.2"], "description": "x"}
BAD = {"name": "markdown", "version": "3.6", "vulns": [FAULT]}
SKIPPED = {"name": "click", "skip_reason": "Dependency not found on PyPI and could not be audited: click (8.3.4)"}


def asked(tmp_path: Path, packages: list[dict[str, Any]] | None) -> int:
    """The exit code when pip-audit lists these packages, or when it fails."""
    answer = f"print({json.dumps(json.dumps({'dependencies': packages}))})"
    (tmp_path / "answer.py").write_text("raise OSError('no such host')" if packages is None else answer, "utf-8")
    return main([sys.executable, str(tmp_path / "answer.py")])


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([FINE], WELL, "1 of 1 packages looked up; known vulnerabilities: 0."),
        ([FINE, BAD], VULNERABLE, "markdown 3.6: PYSEC-1 CVE-1. Mended in 3.2."),
        ([BAD, SKIPPED], VULNERABLE, "1 of 2 packages looked up; known vulnerabilities: 1."),
        ([FINE, SKIPPED], NOT_ASKED, "1 packages could not be looked up."),
        ([], NOT_ASKED, "0 of 0"),
        (None, NOT_ASKED, "no such host"),
    ],
    ids=["fine", "a fault", "a fault and one unknown", "one unknown", "nothing", "no network"],
)
def test_the_audit_says_what_it_knows(
    tmp_path: Path, packages: list[dict[str, Any]] | None, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, packages) == code
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    assert ("needs the network" in printed.err) == (code == NOT_ASKED)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    assert [
        entry for entry in entries if not re.search(r"^[\w.-]+==\S+.*(\\\n    --hash=sha256:[0-9a-f]{64}\s*)+$", entry)
    ] == []
    assert "://" not in text and "#" not in text
