"""How hard properties are tried: by as many examples as they name in `make test`, by a fifth of
them in `make check` (pytest's `--hypothesis-profile quick`)."""

from hypothesis import HealthCheck, settings

WHOLE, QUICK = "whole", "quick"
_PROFILES = {WHOLE: 100, QUICK: 20}

# How long an example takes, or drawing one, tells of the machine's load and not of the product.
for _name, _examples in _PROFILES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def tries(examples: int, steps: int = 50) -> settings:
    """So many examples where all is tried, each of a story of so many steps; in a hurry, fewer."""
    part = settings.default.max_examples / _PROFILES[WHOLE]
    return settings(max_examples=max(1, round(examples * part)), stateful_step_count=steps)
