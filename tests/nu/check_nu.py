"""Every page of our own site is HTML by the Nu checker; run by `make nu`, where Java is or may be installed."""

import json
import subprocess
from collections import Counter
from pathlib import Path

JAR = Path(__file__).resolve().parents[2] / ".venv" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_is_html_by_the_nu_checker(site: Path) -> None:
    command = ["java", "-Xmx2g", "-jar", str(JAR), "--format", "json", "--skip-non-html", "--errors-only", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = Counter((one["message"], one.get("extract", "")) for one in json.loads(done.stderr)["messages"])
    assert (found.most_common(10), done.returncode) == ([], 0)
