"""One cluster for all stories: a process per service, on servers of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL, RabbitMQ
from tests.integration.processes import Cluster
from tests.scenario.stories.story import Places, Story, Tell


@pytest.fixture(scope="package")
def cluster(postgresql: PostgreSQL, rabbitmq: RabbitMQ, servers_folder: Path) -> Iterator[Cluster]:
    postgresql.start()
    rabbitmq.start()
    cluster = Cluster(postgresql, rabbitmq, servers_folder / "stories")
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.close()


@pytest.fixture(scope="package")
def places(cluster: Cluster) -> Places:
    return Places.of(cluster.client)


@pytest.fixture
def tell(cluster: Cluster, places: Places) -> Tell:
    """Begins a story on a day."""

    def begin(day: str) -> Story:
        story = Story(cluster.client, places)
        story.on(day)
        return story

    return begin
