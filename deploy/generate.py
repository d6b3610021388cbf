"""What follows from services.toml for who deploys: `python -m deploy.generate` writes it.

A test holds what stands against what this makes: a new service is scraped, run and given its rights
without anybody's remembering.
"""

from collections.abc import Callable
from pathlib import Path

from deploy.generators import compose, kubernetes, prometheus, rabbitmq, systemd, watching

ROOT = Path(__file__).parents[1]

FILES: dict[str, Callable[[], str]] = {
    "deploy/compose.yaml": compose.compose,
    "deploy/compose/prometheus.yml": prometheus.configuration_in_compose,
    "deploy/compose/targets.json": prometheus.targets_in_compose,
    **kubernetes.files(),
    **watching.files(),
    "deploy/prometheus/rules/services.yml": prometheus.expected,
    "deploy/prometheus/targets/services.json": prometheus.targets,
    "deploy/rabbitmq/definitions.json": rabbitmq.without_passwords,
    "deploy/systemd/zhenxing.target": systemd.target,
}


def main() -> None:
    """Bring every file up to date."""
    for name, written in FILES.items():
        file = ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
