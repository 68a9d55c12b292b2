"""What is sent with a request is bounded before a thread works with it."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tertial.common.serving.answers import IN_MEMORY, answer_of
from tertial.common.serving.bodies import Bodies, Limits
from tertial.common.serving.environ import environ_of
from tertial.common.serving.gateway import Admission, Gateway
from tertial.common.serving.lanes import Lane
from tests.cli.served import PATIENCE

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/å/",
    "raw_path": b"/%C3%A5/",
    "query_string": b"a=1",
    "http_version": "1.1",
    "headers": [(b"content-type", b"text/plain"), (b"transfer-encoding", b"chunked")],
}


def echo(environ, start_response):
    """Answers with what was sent, so many bytes as were announced."""
    sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [sent]


def gateway(application=echo, limits: Limits | None = None, *, signed_in: bool = False, lane: Lane | None = None):
    return Gateway(
        application=application,
        admit=lambda environ: Admission("pages", most_of_a_stranger=100, most=10_000_000),
        is_signed_in=lambda environ: signed_in,
        lanes={"pages": lane or Lane("pages", threads=1, most_waiting=10)},
        bodies=Bodies(limits),
    )


def sender(*pieces: bytes, then: dict | None = None) -> Callable:
    """A client that sends these pieces; `then` comes last, and without it nothing more ever comes."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages += [then] if then else []

    async def receive():
        if messages:
            return messages.pop(0)
        return await asyncio.Event().wait()

    return receive


END = {"type": "http.request", "body": b"", "more_body": False}


async def asked(of: Gateway, receive: Callable, scope: dict | None = None) -> tuple[int, bytes]:
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    await of(scope or SCOPE, receive, send)
    return (sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])) if sent else (0, b"")


def run(*arguments) -> tuple[int, bytes]:
    return asyncio.run(asked(*arguments))


def test_a_body_arrives_whole_whatever_its_pieces():
    assert run(gateway(), sender(b"ab", b"", b"c", then=END)) == (200, b"abc")


def test_a_large_body_of_someone_signed_in_arrives_whole():
    piece = bytes(range(256)) * 300
    assert run(gateway(signed_in=True), sender(*[piece] * 20, then=END)) == (200, piece * 20)


def test_more_than_a_stranger_may_send_is_refused_though_no_length_was_announced():
    assert run(gateway(), sender(b"a" * 60, b"b" * 60))[0] == 413


def test_what_comes_too_slowly_is_refused():
    limits = Limits(seconds_free=0.05, slowest=1000)
    assert run(gateway(limits=limits), sender(b"a"))[0] == 408


def test_what_breaks_off_before_its_end_is_no_fault_of_the_server():
    assert run(gateway(), sender(b"a", then={"type": "http.disconnect"}))[0] == 400


def test_when_too_many_are_sending_the_slowest_makes_room():
    async def meet():
        one = gateway(limits=Limits(most_bodies=3))
        slow = [asyncio.create_task(asked(one, sender(b"a"))) for _ in range(3)]
        await asyncio.sleep(0)
        quick = await asked(one, sender(b"quick", then=END))
        over = [task for task in slow if task.done() or await _soon(task)]
        for task in slow:
            task.cancel()
        return quick, [task.result()[0] for task in over]

    assert asyncio.run(meet()) == ((200, b"quick"), [503])


def test_whoever_has_just_begun_to_send_makes_room_for_nobody_slower():
    """What is sent comes some time after its head, and until then it has sent less than the slowest."""

    async def meet():
        one = gateway(limits=Limits(most_bodies=3))
        slow = [asyncio.create_task(asked(one, sender(b"a"))) for _ in range(2)]
        await asyncio.sleep(0.02)
        body_comes = asyncio.Event()

        async def a_little_later():
            await body_comes.wait()
            return {"type": "http.request", "body": b"quick", "more_body": False}

        just_begun = asyncio.create_task(asked(one, a_little_later))
        await asyncio.sleep(0.001)
        next_one = asyncio.create_task(asked(one, sender(b"a")))
        await _soon(slow[0])
        body_comes.set()
        answer = await asyncio.wait_for(just_begun, PATIENCE)
        for task in (*slow, next_one):
            task.cancel()
        return answer

    assert asyncio.run(meet()) == (200, b"quick")


async def _soon(task) -> bool:
    return bool((await asyncio.wait([task], timeout=0.1))[0])


def test_all_bodies_together_have_no_more_room_than_is_set():
    assert run(gateway(limits=Limits(most_held=50)), sender(b"a" * 60, then=END))[0] == 503


def test_what_a_full_disk_cannot_keep_is_refused_with_a_sentence(monkeypatch, caplog):
    def full(**_options):
        return Path("/dev/full").open("w+b", buffering=0)

    monkeypatch.setattr("tertial.common.serving.bodies.SpooledTemporaryFile", full)

    status, sentence = run(gateway(), sender(b"abc", then=END))

    assert (status, b"no room" in sentence) == (503, True)
    assert "No space left" in caplog.text


def test_too_many_who_wait_for_a_thread_are_refused():
    lane = Lane("pages", threads=1, most_waiting=0)

    async def two():
        one = gateway(lane=lane)
        return await asyncio.gather(*(asked(one, sender(b"a", then=END)) for _ in range(2)))

    assert sorted(status for status, _body in asyncio.run(two())) == [200, 503]


def test_a_header_that_passes_for_one_of_the_proxy_is_dropped():
    headers = [(b"x_forwarded_proto", b"https"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]
    environ = environ_of(SCOPE | {"headers": headers})

    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/å/"


@pytest.mark.parametrize("size", [10, IN_MEMORY + 10])
def test_an_answer_of_any_size_is_handed_out_whole(size):
    def pieces(environ, start_response):
        start_response("200 OK", [])
        return (b"x" for _ in range(size))

    assert run(gateway(pieces), sender(then=END)) == (200, b"x" * size)


def test_what_is_answered_with_a_file_is_read_from_the_file(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")

    def whole(environ, start_response):
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"]((tmp_path / "file").open("rb"), 2)

    answer = answer_of(whole, {"wsgi.input": BytesIO()})
    assert answer.body == tmp_path / "file"
