"""The file: TOML, with a head that says what it is and in which form."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.things.configuration import toml
from tertial.things.configuration.declared import Item, sections
from tertial.things.configuration.errors import UnusableConfiguration
from tertial.things.configuration.rows import checked, refuse_twice, shortened

FORMAT, VERSION = "tertial-configuration", 1
MOST_BYTES = 5 * 1024 * 1024
_HEAD = ("format", "version")
_ABOUT = (
    "# A municipality's own structure, without figures and people. “tertial configuration import” shows what it",
    "# would change, and applies it; what is left out here has the value that is usual.",
)

Told = Mapping[str, Sequence[Item]]
"""The things of each section that a file has."""


def written_file(municipality: Any) -> bytes:  # noqa: ANN401 - a unit, which stands above this room
    """Everything of the municipality that is structure; the same structure always gives the same bytes."""
    lines = [*_ABOUT, "", toml.line("format", FORMAT), toml.line("version", VERSION)]
    for _many, section in sections():
        for item in section.read(municipality):
            lines += ["", *toml.table(section.name, shortened(section.rows, item))]
    return ("\n".join(lines) + "\n").encode()


def read_file(content: bytes) -> Told:
    """What a file tells. Raises UnusableConfiguration where it is none, of a later version, or damaged."""
    tree = _tree(content)
    known = {section.name: section for _many, section in sections()}
    for name in tree.keys() - {*_HEAD, *known}:
        template = gettext_noop("The file has “%(name)s”, which this version of Tertial does not know; take it out.")
        raise UnusableConfiguration(Message(template, {"name": excerpt(name)}))
    told: dict[str, Sequence[Item]] = {}
    for name, section in known.items():
        found = tree.get(name, [])
        if not isinstance(found, list):
            template = gettext_noop("“%(name)s” has to be a list of tables, [[%(name)s]]; correct it.")
            raise UnusableConfiguration(Message(template, {"name": name}))
        told[name] = [checked(section.rows, each, f"{name} {number}") for number, each in enumerate(found, 1)]
        refuse_twice(section.rows, told[name], name)
    return told


def _tree(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise UnusableConfiguration(
            Message(gettext_noop("The file is larger than a configuration can be; choose another."))
        )
    try:
        tree = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        if FORMAT.encode() not in content[:2000]:
            raise _foreign() from error
        template = gettext_noop("The configuration is damaged: %(why)s. Export it again, or correct that line.")
        raise UnusableConfiguration(Message(template, {"why": excerpt(str(error), 100)})) from error
    if tree.get("format") != FORMAT:
        raise _foreign()
    version = tree.get("version")
    if not isinstance(version, int) or version > VERSION or version < 1:
        template = gettext_noop("The configuration is of form %(version)s; install the Tertial that made it, or later.")
        raise UnusableConfiguration(Message(template, {"version": excerpt(str(version))}))
    return tree


def _foreign() -> UnusableConfiguration:
    return UnusableConfiguration(
        Message(gettext_noop("The file is not a configuration that Tertial has made; choose another."))
    )
