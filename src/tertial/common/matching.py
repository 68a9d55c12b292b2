"""Finds rows by words that people type, alike on every database."""

import re
from collections.abc import Sequence

from django.db.models import Q

MOST_WORDS = 60  # a database can be asked for so many at once; nothing that is listed by its name has more


def having(words: Sequence[str], *fields: str) -> Q:
    """Rows where each word stands in one of the fields, whatever its case.

    SQLite's LIKE knows only the case of a–z, so words with å, ä or ö go by regular expression, which knows all.
    """
    asked, every = dict.fromkeys(words), Q()
    if len(asked) > MOST_WORDS:
        return Q(pk__in=[])
    for word in asked:
        lookup, value = ("icontains", word) if word.isascii() else ("iregex", re.escape(word))
        some = Q()
        for field in fields:
            some |= Q(**{f"{field}__{lookup}": value})
        every &= some
    return every
