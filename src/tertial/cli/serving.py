"""Serving Tertial on a port: web processes and a worker, all looked after by this one."""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tertial.accounts import start_code
from tertial.cli.listening import PortTaken, listening_socket, shown_address
from tertial.cli.running import already_on, announced
from tertial.cli.supervising import Child, Supervisor
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.operation import counts

GOOD = 0


class AlreadyRunning(DomainError):
    """Tertial itself listens on the port already."""


def serve(host: str, port: int, *, workers: int, with_worker: bool = True) -> int:
    """Serves until stopped; `workers` is the number of processes that answer requests.

    Raises AlreadyRunning when it runs there already, and CannotListen when the port cannot be used.
    """
    connection.close()
    try:
        listening = listening_socket(host, port)
    except PortTaken as error:
        there = already_on(settings.TERTIAL_HOME, port)
        if there is None:
            raise
        template = gettext_noop(
            "Tertial runs here already: process %(process)s at %(address)s, with its files in %(home)s. "
            "Stop it with “kill %(process)s”, or choose another port with --port."
        )
        values = {"process": str(there.process), "address": there.address, "home": str(settings.TERTIAL_HOME)}
        raise AlreadyRunning(Message(template, values)) from error
    address = shown_address(host, port)
    with listening, announced(settings.TERTIAL_HOME, address, port), counts.together():
        _tell_how_to_begin(address)
        Supervisor(_children(listening.fileno(), workers, with_worker=with_worker)).run()
    return GOOD


def _tell_how_to_begin(address: str) -> None:
    """Prints the code of the first start, while there is nobody; it stands nowhere else."""
    code = start_code.new_code()
    connection.close()
    if code:
        text = _("Nobody is here yet. Open %(address)s and write this code, which lasts a day: %(code)s")
        print(text % {"address": address, "code": code}, flush=True)  # noqa: T201 - also where it runs as a service


def _children(descriptor: int, workers: int, *, with_worker: bool) -> list[Child]:
    web = ["web", "--socket", str(descriptor)]
    most = settings.TERTIAL_PROCESS_MEMORY * 1024**2
    children = [Child(f"Web process {number}", web, [descriptor], most) for number in range(1, workers + 1)]
    return [*children, Child("The worker", ["worker"])] if with_worker else children
