"""Whoever follows the links of a sample municipality comes to a page, whichever it is, and reads words on it."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tertial.organisation.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_OF_A_KIND = 1
"""Pages of one address that are opened, beside those that the walk begins with."""
HREF = re.compile(r'href="([^"#]+)')


def links(page: str, html: str) -> list[str]:
    """Where a page leads on this site, files to fetch and static files apart."""
    found = [each.replace("&amp;", "&") for each in HREF.findall(html)]
    there = [urlsplit(page).path + each if each.startswith("?") else each for each in found]
    return [each for each in there if each.startswith("/") and not each.startswith("/static/")]


def kind_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def test_every_link_from_the_start_page_on_leads_to_a_page(sample: Unit, administrator: Client, periods: list[str]):
    starts = [reverse("desk:start", args=[sample.code, period]) for period in periods[:2]]
    waiting, seen = deque((start, "") for start in starts), set(starts)
    opened: Counter[str] = Counter()
    broken = []
    while waiting:
        address, from_page = waiting.popleft()
        kind = kind_of(address)
        if opened[kind] >= MOST_OF_A_KIND + (address in starts):
            continue
        opened[kind] += 1
        answer = administrator.get(address, follow=True)
        if answer.status_code != 200:
            broken.append(f"{answer.status_code} {address} from {from_page}")
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in links(address, answer.content.decode()):
            if link not in seen:
                seen.add(link)
                waiting.append((link, address))

    assert broken == []
    assert len(opened) > 50
