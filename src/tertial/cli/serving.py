"""Serving Tertial on a port, with a worker beside it."""

import socket
from contextlib import nullcontext

from django.db import connection

from tertial.cli.worker import worker_beside
from tertial.domain.message import DomainError, Message, gettext_noop

GOOD = 0


class PortTaken(DomainError):
    """Something else listens on the port."""


def serve(host: str, port: int, *, workers: int, with_worker: bool = True) -> int:
    """Serves until stopped; `workers` is the number of processes that answer requests."""
    from granian.constants import Interfaces  # noqa: PLC0415 - the server is started by two commands only
    from granian.server import Server  # noqa: PLC0415

    _check_port(host, port)
    connection.close()
    with worker_beside() if with_worker else nullcontext():
        Server(
            "tertial.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=1,
            log_access=False,
        ).serve()
    return GOOD


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            template = gettext_noop(
                "Port %(port)s on %(host)s is taken; stop what uses it or choose another with --port."
            )
            raise PortTaken(Message(template, {"port": str(port), "host": host})) from error
