"""What a request is called on its way from the server (ASGI) to Django (WSGI, PEP 3333)."""

import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Scope = MutableMapping[str, Any]
Environ = dict[str, Any]
_WITHOUT_PREFIX = {"CONTENT_TYPE", "CONTENT_LENGTH"}


def environ_of(scope: Scope) -> Environ:
    """The request without its body."""
    host, port = scope.get("server") or ("localhost", 80)
    path = scope.get("raw_path") or scope["path"].encode()
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(host),
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": str((scope.get("client") or ("",))[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return environ | _headers(scope["headers"])


def with_body(environ: Mapping[str, Any], body: IO[bytes], length: int) -> Environ:
    """The request with what was sent; its length is what came, also where none was announced."""
    return {**environ, "CONTENT_LENGTH": str(length), "wsgi.input": body}


def announced_length(environ: Mapping[str, Any]) -> int | None:
    """How many bytes are announced; None where the sender does not say, as with chunks."""
    announced = environ.get("CONTENT_LENGTH", "")
    return int(announced) if announced.isdecimal() else None


def sends_something(environ: Mapping[str, Any]) -> bool:
    """Whether a body comes with the request."""
    return bool(announced_length(environ)) or "HTTP_TRANSFER_ENCODING" in environ


def _headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their WSGI names. One with “_” in its name is dropped: it would pass for one that a proxy writes."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        if b"_" in raw_name:
            continue
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        key = name if name in _WITHOUT_PREFIX else f"HTTP_{name}"
        if key in found:
            value = found[key] + ("; " if name == "COOKIE" else ",") + value
        found[key] = value
    return found
