"""Between the server and Django: first the body is taken in, then a thread works, then the answer is handed out."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from time import perf_counter

from tertial.common.serving.answered import REQUEST_ID, Answered, method_of, number_of
from tertial.common.serving.answers import Answer, Application, Send, answer_of, hand_out
from tertial.common.serving.bodies import Bodies, Receive
from tertial.common.serving.environ import Environ, Scope, announced_length, environ_of, sends_something, with_body
from tertial.common.serving.lanes import Lane
from tertial.common.serving.refusals import ClientLeft, Refused
from tertial.common.serving.telling import Telling

_ROUTE = "tertial.route"
_log = logging.getLogger("tertial.serving")


@dataclass(frozen=True)
class Admission:
    """Which lane does the work, how many bytes a stranger may send, and how many a person who is signed in may.

    `route` is the name of the address, without what it holds.
    """

    lane: str
    most_of_a_stranger: int
    most: int
    route: str = ""


@dataclass(frozen=True)
class Gateway:
    """An ASGI application around a WSGI one; `lanes` needs the lane that `admit` names for each request.

    `tell` is told of each request once its answer is there, before it is handed out.
    """

    application: Application
    admit: Callable[[Environ], Admission]
    is_signed_in: Callable[[Environ], bool]
    lanes: Mapping[str, Lane]
    bodies: Bodies
    tell: Telling = field(default_factory=lambda: Telling(lambda _answered: None))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            return
        begun, environ = perf_counter(), environ_of(scope)
        environ[REQUEST_ID] = number = number_of(environ)
        gone: tuple[type[Exception], ...] = ()
        try:
            answer = await self._answer(environ, receive)
        except ClientLeft:
            # Whoever sent pieces that cannot be read is still there, and must not get an answer that says we failed.
            answer = _refusal(Refused(400, "What you sent broke off; send it again."))
            gone = (OSError, RuntimeError)
        except Refused as error:
            answer = _refusal(error)
        except Exception:
            _log.exception("A request could not be answered.")
            answer = _refusal(Refused(500, "Something went wrong here; it is in the log."))
        answer.headers = [*answer.headers, (b"x-request-id", number.encode())]
        route, seconds = environ.get(_ROUTE, "none"), perf_counter() - begun
        self.tell(Answered(method_of(environ), route, answer.status, seconds, number))
        with suppress(*gone):
            await hand_out(answer, scope, send)

    async def _answer(self, environ: Environ, receive: Receive) -> Answer:
        admission = self.admit(environ)
        environ[_ROUTE] = admission.route
        lane = self.lanes[admission.lane]
        if not sends_something(environ):
            return await self._work(lane, with_body(environ, BytesIO(), 0))
        most, announced = await self._most(environ, admission), announced_length(environ)
        if announced is not None and announced > most:
            # Turned away unread, by Django's own page, which goes by what was announced.
            return await self._work(lane, {**environ, "wsgi.input": BytesIO()})
        async with self.bodies.taken_in(receive, most=most) as (body, length):
            return await self._work(lane, with_body(environ, body, length))

    async def _most(self, environ: Environ, admission: Admission) -> int:
        announced = announced_length(environ)
        if announced is not None and announced <= admission.most_of_a_stranger:
            return admission.most_of_a_stranger
        if await self.lanes[admission.lane].run(partial(self.is_signed_in, environ)):
            return admission.most
        return admission.most_of_a_stranger

    async def _work(self, lane: Lane, environ: Environ) -> Answer:
        return await lane.run(partial(answer_of, self.application, environ))


def _refusal(error: Refused) -> Answer:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"connection", b"close"),
        (b"cache-control", b"no-store"),
    ]
    if error.status == 503:
        headers.append((b"retry-after", b"5"))
    return Answer(error.status, headers, error.sentence.encode())
