"""A real OpenID provider, Canaille on SQLite, in a process of its own: it knows one workbench and
one person."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.servers import ports
from tests.eventually import eventually

CLIENT, SECRET = "zhenxing-workbench", "a-secret-of-the-test"
USER, PASSWORD = "wangfang", "correct horse battery staple"


@contextmanager
def canaille(folder: Path, workbench: str) -> Iterator[str]:
    """The issuer, once it answers; `workbench` is the address of the workbench that it knows."""
    port = ports.free_port()
    command = [sys.executable, "-m", __name__, str(folder), str(port), workbench]
    with (folder / "canaille.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        eventually(lambda: ports.accepts(port), "the provider answers")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _serve(folder: Path, port: int, workbench: str) -> None:
    from canaille import create_app
    from joserfc.jwk import RSAKey
    from werkzeug.serving import make_server

    app = create_app(
        config={
            "SECRET_KEY": "of the test",
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"SMTP": None},
            "CANAILLE_SQL": {"DATABASE_URI": f"sqlite:///{folder / 'canaille.sqlite'}"},
            "CANAILLE_OIDC": {
                "ACTIVE_JWKS": [RSAKey.generate_key(2048, {"kid": "1"}).as_dict(private=True)]
            },
        },
        init_backend=True,
    )
    with app.app_context():
        _fill(workbench)
    make_server("127.0.0.1", port, app, threaded=True).serve_forever()


def _fill(workbench: str) -> None:
    from canaille.app import models
    from canaille.backends import Backend

    with Backend.instance.session():
        client = models.Client(
            client_id=CLIENT,
            client_secret=SECRET,
            client_name="镇兴工作台",
            redirect_uris=[f"{workbench}/sign-in/back"],
            post_logout_redirect_uris=[f"{workbench}/sign-in"],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid"],
            token_endpoint_auth_method="client_secret_basic",
            id_token_signed_response_alg="RS256",
        )
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
        person = models.User(
            user_name=USER,
            family_name="演示-王芳",
            emails=["wangfang@example.test"],
            password=PASSWORD,
        )
        Backend.instance.save(person)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
