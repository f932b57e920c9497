"""The demonstration site, served for a while to a browser that looks at it."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = "/articles/leukoencephalopathy/"
PATIENCE = 60  # seconds for a server to answer


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """Serves what `make run` does, from a database of its own, and yields the address.

    Raises TimeoutError where it does not answer in time.
    """
    with tempfile.TemporaryDirectory() as directory:
        address = f"http://127.0.0.1:{_free_port()}"
        environment = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{directory}/demo.sqlite3",
            "EMAIL_URL": f"filemail:///{directory}/mail",
            "LEUKO_ADDRESS": address,
            "LEUKO_DEMONSTRATION": "1",
            "LEUKO_SHOW_UNREVIEWED": "1",
        }
        for command in ("migrate", "demo"):
            _manage(environment, command).wait()
        with _manage(environment, "runserver", "--noreload", address.removeprefix("http://")) as process:
            try:
                _wait_for(f"{address}/healthz")
                yield address
            finally:
                process.terminate()


def _manage(environment: Mapping[str, str], *command: str) -> subprocess.Popen:
    arguments = [sys.executable, "manage.py", *command]
    return subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(address):
            return
        time.sleep(0.2)
    raise TimeoutError(address)
