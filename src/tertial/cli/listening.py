"""The port that Tertial listens on."""

import errno
import os
import socket
from contextlib import suppress

from tertial.domain.message import DomainError, Message, gettext_noop

_BACKLOG = 2048
# A client that reads nothing of what it asked for is let go after so long.
_MILLISECONDS_UNREAD = 60_000


class CannotListen(DomainError):
    """The address and port cannot be listened on; the sentence says why."""


class PortTaken(CannotListen):
    """Something else listens on the port."""


_REASONS = {
    errno.EACCES: gettext_noop(
        "Port %(port)s on %(host)s may only be used by the system's administrator; choose one from 1024 with --port."
    ),
    errno.EADDRNOTAVAIL: gettext_noop(
        "This machine has no address %(host)s; write 127.0.0.1, 0.0.0.0, :: or an address of its own after --host."
    ),
    errno.EAFNOSUPPORT: gettext_noop("This machine cannot use the address %(host)s; it may lack IPv6."),
}
_TAKEN = gettext_noop("Port %(port)s on %(host)s is taken; stop what uses it or choose another with --port.")
_OTHER = gettext_noop("Tertial cannot listen on port %(port)s of %(host)s: %(why)s.")


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens, shared by all web processes; `host` is a name or an address.

    Connections wait in it, so that a process that ends takes none of them along. Raises PortTaken, and CannotListen
    when the address is none of this machine's.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise CannotListen(Message(_REASONS[errno.EADDRNOTAVAIL], {"host": host})) from error
    listening: socket.socket | None = None
    try:
        listening = socket.socket(family, kind, protocol)
        _prepare(listening, family)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        if listening is not None:
            listening.close()
        raise _as_refusal(error, host, port) from error
    listening.setblocking(False)
    return listening


def shown_address(host: str, port: int) -> str:
    """The address as one writes it in a browser; of all the machine's addresses, its own name."""
    if host in ("", "::", "0.0.0.0"):  # noqa: S104 - compared with, not listened on
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _prepare(listening: socket.socket, family: int) -> None:
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        with suppress(OSError):  # “::” takes IPv4 as well, where the system lets it
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _MILLISECONDS_UNREAD)


def _as_refusal(error: OSError, host: str, port: int) -> CannotListen:
    values = {"port": str(port), "host": host, "why": error.strerror or os.strerror(error.errno or 0)}
    if error.errno == errno.EADDRINUSE:
        return PortTaken(Message(_TAKEN, values))
    return CannotListen(Message(_REASONS.get(error.errno or 0, _OTHER), values))
