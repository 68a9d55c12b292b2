"""The form of a backup: whatever is cut off, changed or added is noticed, and any tool opens it."""

import hashlib
import io
import random
import tarfile

import pytest

from tertial.cli.backup.archive import FIRST, LAST, SUMS, DamagedBackup, NoBackup, UnusableBackup, archived, members
from tertial.cli.backup.encryption import encrypt, readable, temporary_key
from tertial.cli.wrong_use import WrongUse

PARTS = {FIRST: b'{"format": 1}', "tables/goals.goal/000001.jsonl.gz": b"rows" * 100, "files/uploads/å": b"", "x": b"y"}


def written(parts: dict[str, bytes] = PARTS) -> bytes:
    return b"".join(archived((name, len(content), [content]) for name, content in parts.items()))


def read(content: bytes) -> dict[str, bytes]:
    return {member.name: b"".join(member.pieces()) for member in members(io.BytesIO(content))}


WHOLE = written()


def test_it_comes_back_as_it_was():
    assert read(WHOLE) == PARTS
    assert [member.name for member in members(io.BytesIO(WHOLE))] == list(PARTS)  # also where nothing of it is read


def test_the_same_contents_give_the_same_bytes():
    assert written() == WHOLE


def test_it_is_a_tar_with_sums_that_sha256sum_checks():
    with tarfile.open(fileobj=io.BytesIO(WHOLE)) as opened:
        assert opened.getnames() == [*PARTS, SUMS, LAST]
        sums = opened.extractfile(SUMS).read().decode().splitlines()
    assert sums == [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in PARTS.items()]


def test_it_is_never_taken_for_whole_wherever_it_is_cut():
    for length in range(len(WHOLE)):
        with pytest.raises(UnusableBackup):
            read(WHOLE[:length])


def test_no_changed_byte_goes_unnoticed():
    chosen = random.Random(75)
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= 1 << chosen.randrange(8)
        with pytest.raises(UnusableBackup):
            read(bytes(changed))


@pytest.mark.parametrize("added", [b"\0", b"x", bytes(1024), WHOLE])
def test_nothing_may_follow(added):
    with pytest.raises(DamagedBackup):
        read(WHOLE + added)


def test_the_refusal_names_the_part_that_is_damaged():
    with pytest.raises(DamagedBackup) as refused:
        read(WHOLE.replace(b"rowsrows", b"rowsrowS", 1))
    assert refused.value.message.params == {"part": "tables/goals.goal/000001.jsonl.gz"}


@pytest.mark.parametrize(
    "foreign", [b"", b"%PDF-1.7\n" + bytes(2000), written({"other.json": b"{}"}), b"PK\3\4" * 500, bytes(10_240)]
)
def test_what_another_program_made_is_called_no_backup(foreign):
    with pytest.raises(NoBackup):
        read(foreign)


def test_a_part_twice_is_refused():
    twice = archived((name, 1, [b"x"]) for name in (FIRST, "x", "x"))

    with pytest.raises(DamagedBackup):
        read(b"".join(twice))


def test_a_part_that_is_not_as_long_as_was_said_ends_the_writing():
    with pytest.raises(ValueError, match="other than 2 bytes"):
        list(archived([(FIRST, 2, [b"x"])]))


def test_names_and_sizes_that_a_short_header_does_not_hold(monkeypatch):
    monkeypatch.setattr("tertial.cli.backup.archive._USTAR_LARGEST", 4)
    long = f"files/uploads/picture-{'0' * 64}/{'0' * 64}.png"

    assert read(written({FIRST: b"12345", long: b"123"})) == {FIRST: b"12345", long: b"123"}


@pytest.fixture
def encrypted(tmp_path):
    key, place = temporary_key(), tmp_path / "encrypted"
    with place.open("wb") as file:
        encrypt([WHOLE[:700], b"", WHOLE[700:]], file, [key.to_public(), temporary_key().to_public()])
    return place, key


def read_encrypted(place, key):
    with readable(place, key) as stream:
        return {member.name: b"".join(member.pieces()) for member in members(stream)}


def test_what_is_encrypted_is_read_with_its_key_alone(encrypted):
    place, key = encrypted

    assert read_encrypted(place, key) == PARTS
    assert b"rows" not in place.read_bytes()
    for other in (None, temporary_key()):
        with pytest.raises(WrongUse):
            read_encrypted(place, other)


def test_what_is_encrypted_is_refused_when_it_is_cut_or_changed(encrypted):
    place, key = encrypted
    whole = place.read_bytes()
    chosen = random.Random(75)

    for length in [len(whole) - 1, *(chosen.randrange(30, len(whole)) for _ in range(50))]:
        place.write_bytes(whole[:length])
        with pytest.raises((UnusableBackup, WrongUse)):
            read_encrypted(place, key)
    for spot in (chosen.randrange(len(whole)) for _ in range(50)):
        place.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :])
        with pytest.raises((UnusableBackup, WrongUse)):
            read_encrypted(place, key)


def test_an_error_while_it_is_written_is_told_as_it_is(tmp_path):
    def pieces():
        yield WHOLE[:100]
        raise OSError(28, "No space left on device")

    with (tmp_path / "x").open("wb") as file, pytest.raises(OSError, match="No space left"):
        encrypt(pieces(), file, [temporary_key().to_public()])
