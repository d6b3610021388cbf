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


@operation("GET", "/witness", duties=(SERVICE, OPERATOR))
def witness(service: "ServiceOperations") -> Answer:
    """What this service last saw of each source: its position and hash, in hex."""
    return {"witness": service.witness()}
