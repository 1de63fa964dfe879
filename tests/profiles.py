"""How many examples the property tests try: a few hundred by default, TREEGUIDE_EXAMPLES=20000 for the long run."""

import os

from hypothesis import HealthCheck, settings

LONG = int(os.environ.get("TREEGUIDE_EXAMPLES", "0"))


def tries(count: int) -> settings:
    """So many examples by default; the number asked for in the long run."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=LONG or count, deadline=None, suppress_health_check=slow)
