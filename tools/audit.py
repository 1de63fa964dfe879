"""Asks which of the packages we pin have a known vulnerability, and says so; never well when it could not ask.

Run as `make audit`. pip-audit does the asking, of the package index, in an environment of its own. By itself it says
that all is well when the index knows none of the packages, as behind a mirror.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt")
COMMAND = ("-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
WELL, VULNERABLE, NOT_ASKED = 0, 1, 2
NEEDS = "Nothing is known now about what is safe. This needs the network: the package index has to answer."


def main(command: Sequence[str] = (sys.executable, *COMMAND)) -> int:
    """Print what was found; 0 when nothing is known against any package, 1 when something is, 2 when nobody knew."""
    locks = [argument for name in LOCKS for argument in ("--requirement", str(ROOT / name))]
    done = subprocess.run([*command, *locks], capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        print(f"The packages could not be looked up: {reason[0]}\n{NEEDS}", file=sys.stderr)
        return NOT_ASKED
    return told(packages)


def told(packages: Sequence[Mapping[str, Any]]) -> int:
    """Say what is known of these packages, as pip-audit lists them; you get the exit code."""
    found = [(one, fault) for one in packages for fault in one.get("vulns", ())]
    for one, fault in found:
        mended = ", ".join(fault.get("fix_versions", ())) or "no version yet"
        names = " ".join([fault["id"], *fault.get("aliases", ())])
        print(f"{one['name']} {one['version']}: {names}. Mended in {mended}.")
    unknown = [one for one in packages if "skip_reason" in one]
    for one in unknown[:5]:
        print(f"{one['name']}: {one['skip_reason']}", file=sys.stderr)
    asked = len(packages) - len(unknown)
    print(f"{asked} of {len(packages)} packages looked up; known vulnerabilities: {len(found)}.")
    if found:
        return VULNERABLE
    if unknown or not packages:
        print(f"{len(unknown)} packages could not be looked up. {NEEDS}", file=sys.stderr)
        return NOT_ASKED
    return WELL


if __name__ == "__main__":
    sys.exit(main())
