"""What a running service shows its callers, whichever server carries it."""

import hmac
from hashlib import sha256
from secrets import token_bytes

from shared.face.http.app import WSGIApplication, build_app
from shared.face.http.face import Face, Limits
from shared.kernel.tasks.asking import OF_EVERY_SERVICE
from shared.metrics.connections import ConnectionCollector, Server
from shared.metrics.service import collectors
from shared.runtime.operations import routes
from shared.runtime.running import RunningService
from shared.runtime.service_operations import ServiceOperations


def application(service: RunningService, server: Server) -> WSGIApplication:
    """The WSGI application of a service; its metrics tell of the server's connections, too."""
    operations = ServiceOperations(service)
    metrics = collectors(service)
    metrics.register(ConnectionCollector(server))
    face = Face(
        name=service.declared.name,
        title=service.declared.title,
        executor=service.executor,
        views=service.reader,
        log=service.log,
        identity=service.identities.verifier,
        duties=service.duties,
        health=operations,
        operations=routes(operations),
        templates=service.declared.imports,
        figures=[*service.declared.figures, *OF_EVERY_SERVICE],
        papers=service.papers,
        metrics=metrics,
        url=service.own.public_url,
        limits=Limits(document_quota=service.own.document_quota),
        secret=_secret(service.own.name, str(service.database.url.password or "")),
    )
    return build_app(face)


def _secret(name: str, password: str) -> bytes:
    """What all replicas of a service know and nobody else does; where its store has no password
    there is one process alone, which makes something up."""
    return hmac.digest(password.encode(), name.encode(), sha256) if password else token_bytes(32)
