"""Pages are packed on their way: their tables repeat themselves, to a tenth of their size.

What a page holds is its reader's own, and no page bears a token or another secret of the session,
which would be what an onlooker could guess from packed sizes.
"""

import gzip

from werkzeug import Request, Response

LEAST_BYTES = 1_000
"""Smaller answers fit one packet anyway."""
LEVEL = 4
"""Half the time of the best, for a few percent more."""


def pack(request: Request, response: Response) -> Response:
    """The answer packed, if it is a page and its browser unpacks."""
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    response.headers["Vary"] = "Accept-Encoding"
    plain = response.get_data()
    if len(plain) >= LEAST_BYTES and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(plain, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
