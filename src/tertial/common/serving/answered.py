"""What is known of a request once it is answered, for log and counts: nothing of who asked, or for what."""

import re
from dataclasses import dataclass
from uuid import uuid4

from tertial.common.serving.environ import Environ

REQUEST_ID = "HTTP_X_REQUEST_ID"
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
# As proxies make them. Anything else could be a name, which the log is not to hold.
_MADE_BY_A_PROXY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Answered:
    """A request: by which method, at the address of which name, with which status, in how many seconds.

    `request` is the number under which the proxy, the log and the answer know it.
    """

    method: str
    route: str
    status: int
    seconds: float
    request: str


def number_of(environ: Environ) -> str:
    """The number that a proxy has given the request, or a new one."""
    given = str(environ.get(REQUEST_ID, ""))
    return given if _MADE_BY_A_PROXY.fullmatch(given) else uuid4().hex


def method_of(environ: Environ) -> str:
    """The method in a word that is known."""
    method = str(environ["REQUEST_METHOD"])
    return method if method in _METHODS else "other"
