"""One file lists the services; whatever names them all reads it."""

from pathlib import Path

from shared.policy.loader import registry
from shared.policy.services import BASE_PORT, services
from shared.runtime.settings import SERVICES, base_port, embedded

ROOT = Path(__file__).parents[2]


def test_every_folder_of_a_service_is_a_listed_service_and_no_other():
    written = {path.parent.name for path in (ROOT / "services").glob("*/service.py")}
    assert written == set(services()) == set(SERVICES) == set(registry().operators)


def test_a_service_listens_where_the_file_says():
    ports = {name: entry.port for name, entry in services().items()}
    assert len(set(ports.values())) == len(ports)
    told = {name: s.port for name, s in embedded().services.items()}
    assert told == {name: base_port() + port - BASE_PORT for name, port in ports.items()}


def test_the_ports_of_what_runs_already_stay():
    known = ("projects", 8001), ("finance", 8002), ("land", 8003), ("supervision", 8004)
    assert [(n, services()[n].port) for n, _ in known] == list(known)


def test_every_operator_is_an_organisation():
    assert all(entry.operator in registry().organisations for entry in services().values())
