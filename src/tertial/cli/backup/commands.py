"""What `tertial backup` and `tertial restore` print, and how they end."""

import argparse
from contextlib import suppress
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rich.console import Console

from tertial.cli.backup import encryption, making, restoring, rotation
from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop
from tertial.operation import backups

GOOD, FINDINGS = 0, 1


def backup(given: argparse.Namespace) -> int:
    """Makes a backup, or a key to encrypt backups with; 1 where a file of the installation is damaged."""
    if given.new_key:
        public = encryption.new_key(given.file)
        _say(
            _("The key is in %(file)s; keep it elsewhere than the backups, and do not lose it.") % {"file": given.file}
        )
        _say(_("Encrypt backups with --encrypt-for %(key)s") % {"key": public})
        return GOOD
    recipients = encryption.recipients_of(given.encrypt_for or [])
    folder = given.file if given.file.is_dir() else None
    if given.keep and folder is None:
        raise WrongUse(Message(gettext_noop("--keep needs a folder to keep backups in; give one instead of a file.")))
    place = rotation.named_now(folder) if folder else given.file
    errors = Console(stderr=True, highlight=False)
    with errors.status(_("Making the backup …")):
        contents = making.make(place.absolute(), recipients)
        with suppress(OSError):
            backups.note_made(place.absolute())
    _say(str(place))
    holds = {"rows": sum(contents.rows.values()), "files": contents.files}
    _say(_("Rows: %(rows)s, files: %(files)s. It has been read through and is whole.") % holds)
    for name in contents.damaged:
        told = _("Check: the file %(file)s is damaged, here and in the backup; restore it from an older one.")
        errors.print(told % {"file": name}, markup=False, soft_wrap=True)
    for old in rotation.drop_oldest(folder, keep=given.keep) if folder and given.keep else []:
        _say(_("Removed %(file)s.") % {"file": old})
    return FINDINGS if contents.damaged else GOOD


def restore(given: argparse.Namespace) -> int:
    """Puts a backup in place, or only says whether it could be."""
    if not given.file.is_file():
        raise WrongUse(Message(gettext_noop("There is no file %(file)s."), {"file": str(given.file)}))
    key = encryption.key_in(given.key) if given.key else None
    errors = Console(stderr=True, highlight=False)
    if given.dry_run:
        with errors.status(_("Reading the backup …")):
            told = restoring.look_at(given.file, key)
        _say(_made(told.made_at, told.tertial))
        _say(_("The backup is complete; nothing was restored."))
        return GOOD
    with errors.status(_("Restoring the backup …")):
        done = restoring.restore(given.file, key, replace=given.replace)
    _say(_made(done.made_at, done.tertial))
    _say(_("It is restored. Rows: %(rows)s, files: %(files)s.") % {"rows": done.rows, "files": done.files})
    if done.before:
        _say(_("What was here before is in %(file)s; remove it when you need it no more.") % {"file": done.before})
    return GOOD


def _made(at: datetime, version: str) -> str:
    time = date_format(timezone.localtime(at), "Y-m-d H:i")
    return _("The backup was made %(time)s by Tertial %(version)s.") % {"time": time, "version": version}


def _say(text: str) -> None:
    Console(highlight=False).print(text, soft_wrap=True, markup=False)
