"""Files of pictures that are garbage: refused when sent, and passed over when the kept file has been damaged."""

import random
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tertial.texts.attachments.files import UnusablePicture, keep_picture, picture_content


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.TERTIAL_HOME = tmp_path
    return tmp_path


def picture(kind: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_whatever_is_wrong_with_a_picture_it_is_kept_or_refused_with_a_sentence(kind):
    whole, chance = picture(kind), random.Random(1)
    for _ in range(100):
        spoilt = bytearray(whole[: chance.randrange(20, len(whole) + 1)])
        for _ in range(3):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with suppress(UnusablePicture):
            assert picture_content(keep_picture(BytesIO(bytes(spoilt))).file)


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_a_kept_picture_that_has_been_damaged_counts_as_gone_until_it_is_sent_again(home, damage):
    kept = keep_picture(BytesIO(picture("PNG")))
    whole = picture_content(kept.file)
    (home / "pictures" / kept.file).write_bytes(damage)

    with pytest.raises(OSError, match="damaged"):
        picture_content(kept.file)
    keep_picture(BytesIO(picture("PNG")))
    assert picture_content(kept.file) == whole
