"""A web server on this machine that remembers who asked it for anything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Canary:
    """The server's address and the paths it was asked for."""

    address: str
    heard: list[str] = field(default_factory=list)


@contextmanager
def listening_canary() -> Iterator[Canary]:
    """Serve on 127.0.0.1 until the block ends."""
    canary = Canary("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            canary.heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815  # names of the standard library

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    canary.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
