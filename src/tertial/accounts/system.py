"""Who writes when nobody is signed in: Tertial itself, or whoever sits at the command line. Neither can sign in."""

import getpass
import os

from django.utils.translation import gettext as _

from tertial.accounts.models import Person

_DOMAIN = "tertial.invalid"
"""No such domain exists or will, so nothing is ever sent to these addresses."""


def the_system() -> Person:
    """The system itself, as who sets up, loads and tidies."""
    return _actor("tertial", "Tertial")


def command_line() -> Person:
    """Whoever runs the command, by the name that the machine knows them by; where it knows none, the system."""
    user = os.environ.get("SUDO_USER") or _signed_in_here()
    if not user:
        return the_system()
    return _actor(f"command-line-{user}", _("%(user)s on the command line") % {"user": user})


def _signed_in_here() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""  # a container whose user has no name


def _actor(word: str, name: str) -> Person:
    values = {"name": name, "is_active": False, "is_system": True, "password": "!"}
    found, _made = Person.everyone.get_or_create(email=f"{word}@{_DOMAIN}", defaults=values)
    return found
