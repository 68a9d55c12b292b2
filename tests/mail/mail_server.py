"""A real mail server on this machine, that does with mail what a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller

from tertial.environment import MailRoute
from tests.cli.served import free_port


@dataclass
class MailServer:
    """What it has got, and what it answers: to a receiver, to a mail, and how often before it takes one after all."""

    got: list[Message] = field(default_factory=list)
    to_receivers: str = "250 OK"
    to_mail: str = "250 OK"
    refuses: int = -1
    comes_to_mail: Event = field(default_factory=Event)
    silent: bool = False
    hangs_up: bool = False
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's
        if self._refuses(self.to_receivers):
            return self.to_receivers
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        import asyncio

        self.comes_to_mail.set()
        if not self._refuses(self.to_mail):
            self.got.append(message_from_bytes(envelope.content))
        if self.hangs_up:
            server.transport.abort()
        while self.silent:
            await asyncio.sleep(0.05)
        return self.to_mail if self._refuses(self.to_mail) else "250 OK"

    def _refuses(self, answer: str) -> bool:
        return not answer.startswith("250") and self.refuses != 0

    @property
    def route(self) -> MailRoute:
        """The way to it."""
        return MailRoute("smtp", "127.0.0.1", self.port, tls=False)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens until the end."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        server.silent = False
        controller.stop()
