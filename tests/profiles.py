"""How many examples the property tests try: some dozens in `make test`, 300 in `make slow`, 20,000 in `make long`."""

import os

from hypothesis import HealthCheck, settings

LONG = int(os.environ.get("TREEGUIDE_EXAMPLES", "0"))


def tries(count: int) -> settings:
    """A third of so many examples; the number that is asked for by those who wait longer."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=LONG or count // 3, deadline=None, suppress_health_check=slow)
