"""Installs a wheel in an environment of its own and makes a guide with it, as somebody does who knows only the package.

`python tools/try_wheel.py WHEEL [LOCK]`: with a hashed lock of what it depends on, that and no more; else the newest.
"""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

PAGES = {"en": "guides/where-to-begin/index.html", "nl": "wegwijzers/waar-begin-je/index.html"}


def installed(folder: Path, wheel: Path, lock: Path | None) -> Path:
    """The folder with the commands of a new environment that has the wheel."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if lock:
        subprocess.run([*install, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*install, *(["--no-deps"] if lock else []), str(wheel)], check=True)
    subprocess.run([str(programs / "python"), "-m", "pip", "check"], check=True)
    return programs


def walk(programs: Path, folder: Path, language: str) -> None:
    """Begin a guide in that language, check it, build it and export it."""

    def run(program: str, *arguments: str, within: Path) -> None:
        command = [str(programs / program), *arguments]
        # nothing of the folder that this stands in may come along
        quiet = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=within, check=True, env=quiet)

    run("treeguide", "--version", within=folder)
    run("treeguide", "--language", language, "init", language, "--name", "Test", within=folder)
    guide = folder / language
    run("treeguide", "check", "--strict", within=guide)
    run("treeguide", "schema", "--write", "schemas", within=guide)
    run("treeguide", "register", "--update", within=guide)
    run("mkdocs", "build", "--strict", "--quiet", within=guide)
    run("treeguide", "export", f"../{language}-exported", within=guide)
    run("mkdocs", "build", "--quiet", within=folder / f"{language}-exported")
    for site in (guide / "site", folder / f"{language}-exported" / "site"):
        assert (site / PAGES[language]).is_file(), site  # noqa: S101 (this is a test, outside pytest)


def main(arguments: Sequence[str]) -> int:
    """Try the wheel in both languages; fails with what went wrong."""
    wheel, *rest = (Path(one).resolve() for one in arguments)
    with tempfile.TemporaryDirectory() as spare:
        programs = installed(Path(spare) / "environment", wheel, rest[0] if rest else None)
        for language in PAGES:
            walk(programs, Path(spare), language)
    print(f"{wheel.name} makes a guide with Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
