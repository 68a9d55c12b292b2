"""Style sheets, scripts and fonts under addresses with a hash of what they hold, which browsers keep for a year.

The hash stands in the name of the folder, `/static/tertial.3f9a1c2b40de/dist/style.css`, so that what a file names
beside itself, such as a font, is found beside it (docs/adr/0072).
"""

import gzip
import re
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.base import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

_HASHED = re.compile(r"/(\w+)\.[0-9a-f]{12}/")
_TEXTS = (".css", ".js", ".svg", ".txt")
_YEAR = 365 * 24 * 60 * 60

Answer = Callable[[HttpRequest], HttpResponseBase]


def static_files() -> dict[str, Path]:
    """Every static file of the rooms by its name, such as `goals/goals.css`."""
    found: dict[str, Path] = {}
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            found.setdefault(name.replace("\\", "/"), Path(storage.path(name)))
    return found


@cache
def folder_hashes() -> Mapping[str, str]:
    """A hash of everything in each folder of static files, read once by a process."""
    digests: dict[str, Any] = {}
    for name, path in sorted(static_files().items()):
        content = path.read_bytes()
        digest = digests.setdefault(name.partition("/")[0], sha256())
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return {folder: digest.hexdigest()[:12] for folder, digest in digests.items()}


class HashedFolders(StaticFilesStorage):
    """Gives static files their addresses, with the hash of their folder unless someone is changing them."""

    def url(self, name: str | None) -> str:
        """The address of `goals/goals.css`."""
        folder, _, rest = (name or "").partition("/")
        return super().url(name if settings.DEBUG else f"{folder}.{folder_hashes()[folder]}/{rest}")


def answers_with_static_files(get_response: Answer) -> Answer:
    """Answers with a file by its address, which may be without hash, and with a page where it is the address of none.

    A page from before an upgrade still asks by an older hash, and gets the file that there is now, for the time being.
    """
    if settings.DEBUG:
        return WhiteNoiseMiddleware(get_response)  # type: ignore[no-any-return]  # reads each file again
    served, paths = _found_once()

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.path_info
        address = asked if asked in paths else _HASHED.sub(r"/\1/", asked, count=1)
        if address not in paths:
            return get_response(request)
        file = served.files[address]
        if not _takes_compressed(request) or not address.endswith(_TEXTS):
            return WhiteNoiseMiddleware.serve(file, request)  # type: ignore[no-any-return]
        headers = dict(file.get_response("HEAD", {}).headers) | {"Content-Encoding": "gzip"}
        small = _compressed(paths[address])
        return HttpResponse(small, headers=headers | {"Content-Length": len(small)})

    return answer


@cache
def _found_once() -> tuple[WhiteNoise, Mapping[str, Path]]:
    """The static files by their addresses, as they are served and where they lie; looked up once by a process."""
    served = WhiteNoise(
        application=None, max_age=0, immutable_file_test=_HASHED.pattern, add_headers_function=_may_be_compressed
    )
    served.FOREVER = _YEAR
    paths = {
        address: path
        for name, path in static_files().items()
        for address in (staticfiles_storage.url(name), StaticFilesStorage.url(staticfiles_storage, name))
    }
    for address, path in paths.items():
        served.add_file_to_dictionary(address, str(path))
    return served, paths


def _may_be_compressed(headers: Headers, _path: str, address: str) -> None:
    if address.endswith(_TEXTS):
        headers["Vary"] = "Accept-Encoding"


def _takes_compressed(request: HttpRequest) -> bool:
    """Whether a browser asks for a whole file that it has not had before, and reads it compressed."""
    asked = request.headers
    narrowed = {"Range", "If-None-Match", "If-Modified-Since"} & asked.keys()
    return request.method == "GET" and not narrowed and "gzip" in asked.get("Accept-Encoding", "")


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
