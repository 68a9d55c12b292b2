"""The application that the server runs: what is sent is taken in before Django sees it (docs/adr/0040)."""

from functools import partial

from django.conf import settings

from tertial.common.serving.admission import HASHING, PAGES, admission_of, is_signed_in
from tertial.common.serving.bodies import Bodies
from tertial.common.serving.gateway import Gateway
from tertial.common.serving.lanes import Lane
from tertial.common.serving.telling import Telling
from tertial.operation import probes, requests
from tertial.wsgi import application as django_application

# Python runs one thread at a time; four let a short page go on beside a long one.
application = Gateway(
    application=django_application,
    admit=partial(probes.admission_of, otherwise=admission_of),
    is_signed_in=is_signed_in,
    lanes={
        PAGES: Lane(PAGES, threads=settings.TERTIAL_THREADS, most_waiting=1000),
        HASHING: Lane(HASHING, threads=1, most_waiting=100, niceness=10),
        probes.LANE: Lane(probes.LANE, threads=1, most_waiting=100),
    },
    bodies=Bodies(),
    tell=Telling(requests.tell),
)
