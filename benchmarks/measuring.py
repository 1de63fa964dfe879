"""Runs a command as a process of its own, and says what it took."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_CACHE = tempfile.mkdtemp(prefix="treeguide-bytecode-")

# The peak memory of children is that of the largest of them all, so each command has a parent of its own.
_TELLING = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run([sys.executable, *sys.argv[2:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, time.perf_counter() - began)
sys.exit(code > int(sys.argv[1]))
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of all processes, the most memory of one of them in megabytes, and seconds by the clock."""

    seconds: float
    megabytes: int
    waited: float


def cost(folder: Path, *command: str, worst: int = 0, modules: Path | None = None) -> Cost:
    """What this Python took for a command in that folder. Raises when it ends with a code above `worst`.

    Packages in the folder `modules` come before those that are installed. Compiled modules are kept for the whole run,
    as they are where a package is installed.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPYCACHEPREFIX": _CACHE}
    surroundings |= {"PYTHONPATH": str(modules)} if modules else {}
    told = [sys.executable, "-c", _TELLING, str(worst), *command]
    done = subprocess.run(told, cwd=folder, check=True, env=surroundings, stdout=subprocess.PIPE, text=True)
    seconds, kilobytes, waited = done.stdout.split()
    return Cost(float(seconds), int(kilobytes) // 1024, float(waited))


def built(folder: Path, site: Path) -> Cost:
    """What a whole build of the site of that folder took."""
    return cost(folder, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site))
