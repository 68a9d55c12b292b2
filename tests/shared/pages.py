"""Reads pages as people do."""

import html
import re

from django.http import HttpResponse


def words(answer: HttpResponse) -> str:
    """What stands on a page, without its markup."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(body).split())


def undo_address(answer: HttpResponse) -> str:
    """Where the undo button of a page's newest message posts to."""
    found = re.findall(r'<form method="post" action="(/[^"]*/angra/[^"]*)">', answer.content.decode())
    assert found, "the page has no undo button"
    return found[-1]
