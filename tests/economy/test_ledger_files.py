"""The ledger's files are read by many at once, also while what is derived from them is made."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tertial.economy.ledger import derived, store
from tertial.economy.models import LedgerImport, LedgerKind, Statement
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

READERS = 6


def test_a_file_that_is_in_place_is_never_changed_under_its_readers(tmp_path: Path):
    place, made = tmp_path / "there.parquet", tmp_path / "made.parquet"
    place.write_bytes(b"first")
    made.write_bytes(b"second")
    with place.open("rb") as reader:
        store.put_in_place(made, place)

        assert (place.read_bytes(), reader.read()) == (b"first", b"first")
    assert not made.exists()


def test_what_another_has_made_meanwhile_stays_in_place_for_whoever_reads_it(place: SmallMunicipality, monkeypatch):
    content = LedgerImport.objects.get(kind=LedgerKind.OUTCOME).content
    store.balances_path(content).unlink()
    looked, made_by_another = derived.is_sound, []

    def look(path: Path) -> bool:
        found = looked(path)
        if not made_by_another:  # another looks at the same moment, and is first to make it
            made_by_another.append(0)
            made_by_another[:] = [derived.balances(content).stat().st_ino]
        return found

    monkeypatch.setattr(derived, "is_sound", look)

    assert [derived.balances(content).stat().st_ino] == made_by_another


def test_a_damaged_file_is_exchanged(place: SmallMunicipality):
    content = LedgerImport.objects.get(kind=LedgerKind.OUTCOME).content
    sound = store.balances_path(content).read_bytes()
    store.balances_path(content).write_bytes(sound[:-20])

    assert derived.balances(content).read_bytes() == sound


def test_all_who_ask_first_at_the_same_moment_are_answered(place: SmallMunicipality):
    content = LedgerImport.objects.get(kind=LedgerKind.OUTCOME).content
    layout = Statement.objects.prefetch_related("rows").get(key="income_statement").layout()
    together = Barrier(READERS)

    def total(_reader: int) -> object:
        together.wait()
        found = [
            store.connection()
            .execute("SELECT sum(amount)::BIGINT FROM read_parquet(?)", [str(derived.rows(content, layout))])
            .fetchone()
            for _time in range(5)
        ]
        return set(found)

    expected = {
        store.connection()
        .execute("SELECT sum(amount)::BIGINT FROM read_parquet(?)", [str(store.lines_path(content))])
        .fetchone()
    }
    with ThreadPoolExecutor(READERS) as readers:
        for _round in range(3):
            for made in store.folder().glob(f"{content}.*.parquet"):
                made.unlink()
            assert list(readers.map(total, range(READERS))) == [expected] * READERS
