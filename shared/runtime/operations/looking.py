"""Whether anything is stuck or changed: read by `zhenxing status` and `zhenxing verify`, which put
several services' answers together."""

from typing import TYPE_CHECKING

from shared.face.http.duties import OPERATOR, SERVICE
from shared.face.http.operation import Answer, operation

if TYPE_CHECKING:
    from shared.runtime.service_operations import ServiceOperations


@operation("GET", "/status", duties=())
def status(service: "ServiceOperations") -> Answer:
    """The service's head, and each subscription's position, lag and state."""
    return service.status()


@operation("GET", "/verification", failures=(404, 409))
def verification(service: "ServiceOperations") -> Answer:
    """Recompute the whole hash chain of the log, and the documents' hashes."""
    return service.verify()


@operation("GET", "/set-aside")
def set_aside(service: "ServiceOperations") -> Answer:
    """The rows of views that can't be computed: the key, the event that it could not take, the
    kind of error, and since when."""
    return {"set_aside": service.set_aside()}


@operation("GET", "/operations")
def operations(service: "ServiceOperations") -> Answer:
    """What an operator may do here: each act's title, address, and the schema of what it takes."""
    from shared.runtime.operations import declared
    from shared.schemas.marshalling import json_schema

    told = [(o, o.takes) for o in declared() if o.title]
    return {
        "operations": [
            {"name": o.act.__name__, "title": o.title, "path": o.path, "schema": json_schema(takes)}
            for o, takes in told
            if takes
        ]
    }


@operation("GET", "/witness", duties=(SERVICE, OPERATOR))
def witness(service: "ServiceOperations") -> Answer:
    """What this service last saw of each source: its position and hash, in hex."""
    return {"witness": service.witness()}
