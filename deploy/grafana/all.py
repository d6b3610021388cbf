"""Every dashboard, by its file."""

from pathlib import Path

from deploy.grafana.flow import FLOW
from deploy.grafana.panels import written
from deploy.grafana.programme import PROGRAMME
from deploy.grafana.servers import SERVERS
from deploy.grafana.service import SERVICE

FOLDER = Path(__file__).parent / "dashboards"
DASHBOARDS = (PROGRAMME, FLOW, SERVICE, SERVERS)


def all_written() -> dict[str, str]:
    return {f"{one.uid}.json": written(one) for one in DASHBOARDS}
