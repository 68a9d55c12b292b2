"""The ways that mail leaves by: a mail server, a folder, or the terminal."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import NoReturn

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.environment import MailRoute

_SECONDS_FOR_AN_ANSWER = 20.0
_ANSWERED = gettext_noop("%(server)s answered: %(answer)s")
_LONGEST_ANSWER = 200

HandOver = Callable[[], None]
"""Called before the first byte of the mail itself leaves: from then on it may have come through."""


class NotTaken(DomainError):
    """It was not taken; `for_good` says that it never will be."""

    def __init__(self, message: Message, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.for_good = for_good


class NoAnswer(DomainError):
    """It was handed over, and whether it was taken nobody knows."""


def hand_over(route: MailRoute, mail: EmailMessage, *, sender: str, to: str, before: HandOver) -> None:
    """Hands a mail over and returns when it has been taken. Raises NotTaken, and NoAnswer once `before` was called."""
    if route.scheme == "console":
        before()
        print(mail.as_string(), flush=True)  # noqa: T201 - it is the terminal that was asked for
    elif route.scheme == "file":
        _to_folder(Path(route.folder), mail, before)
    else:
        _to_server(route, mail, sender, to, before)


def _to_folder(folder: Path, mail: EmailMessage, before: HandOver) -> None:
    name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    unnamed = folder / f".{name}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unnamed.write_bytes(mail.as_bytes(policy=SMTP))
        before()
        unnamed.rename(folder / f"{name}.eml")
    except OSError as error:
        told = {"folder": str(folder), "why": error.strerror or str(error)}
        raise NotTaken(Message(gettext_noop("The mail cannot be written to %(folder)s: %(why)s."), told)) from error


def _to_server(route: MailRoute, mail: EmailMessage, sender: str, to: str, before: HandOver) -> None:
    with _connected(route) as server:
        for code, answer in _envelope(server, sender, to):
            _refuse_bad(route, code, answer)
        before()
        try:
            code, answer = server.data(mail.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:  # the server wants no mail now
            code, answer = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            template = gettext_noop(
                "%(server)s went away while it took the mail, which may have been sent all the same; ask the reader."
            )
            raise NoAnswer(Message(template, {"server": route.host})) from error
        _refuse_bad(route, code, answer)


def _envelope(server: smtplib.SMTP, sender: str, to: str) -> Iterator[tuple[int, bytes]]:
    yield server.mail(sender)
    yield server.rcpt(to)


@contextmanager
def _connected(route: MailRoute) -> Iterator[smtplib.SMTP]:
    """The server, ready to take a mail. Raises NotTaken for whatever happens before that."""
    server: smtplib.SMTP | None = None
    try:
        server = _opened(route)
        server.ehlo_or_helo_if_needed()
        if route.user:
            server.login(route.user, route.password)
        yield server
    except smtplib.SMTPAuthenticationError as error:
        template = gettext_noop("%(server)s does not take the user or the password of TERTIAL_MAIL: %(answer)s")
        told = {"server": route.host, "answer": _told(_bytes(error.smtp_error))}
        raise NotTaken(Message(template, told)) from error
    except (OSError, smtplib.SMTPException) as error:
        _cannot_be_reached(route, error)
    finally:
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):  # what it took it has taken
                server.quit()
            server.close()


def _opened(route: MailRoute) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if route.scheme == "smtps":
        return smtplib.SMTP_SSL(route.host, route.port, timeout=_SECONDS_FOR_AN_ANSWER, context=trusted)
    server = smtplib.SMTP(route.host, route.port, timeout=_SECONDS_FOR_AN_ANSWER)
    try:
        if route.tls:
            server.ehlo()
            server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server


def _cannot_be_reached(route: MailRoute, error: Exception) -> NoReturn:
    why = (getattr(error, "strerror", None) if isinstance(error, OSError) else None) or str(error)
    template = gettext_noop("%(server)s cannot be reached on port %(port)s: %(why)s.")
    told = {"server": route.host, "port": route.port, "why": excerpt(why, _LONGEST_ANSWER).rstrip(".")}
    raise NotTaken(Message(template, told)) from error


def _refuse_bad(route: MailRoute, code: int, answer: bytes) -> None:
    """Codes from 400 say that it may be tried later, those from 500 that it need not."""
    if code >= 400 or code < 200:
        told = {"server": route.host, "answer": f"{code} {_told(answer)}"}
        raise NotTaken(Message(_ANSWERED, told), for_good=code >= 500)


def _bytes(answer: bytes | str) -> bytes:
    return answer.encode(errors="replace") if isinstance(answer, str) else answer


def _told(answer: bytes) -> str:
    return excerpt(" ".join(answer.decode(errors="replace").split()), _LONGEST_ANSWER) or "–"
