"""The target that starts every service of a machine."""

from deploy.generators.written import HEADING, lines
from shared.policy.services import services


def target() -> str:
    return HEADING + lines(
        [
            "[Unit]",
            "Description=镇兴: all services of this machine",
            "Documentation=file:///opt/zhenxing/docs/runbooks/deploying.md",
            *(f"Wants=zhenxing@{name}.service" for name in services()),
            *(f"Wants=zhenxing-backup@{name}.timer" for name in services()),
            "Wants=zhenxing-workbench.service",
            "",
            "[Install]",
            "WantedBy=multi-user.target",
        ]
    )
