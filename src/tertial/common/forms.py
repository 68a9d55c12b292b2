"""Shows in a form what an action refuses to write, so that nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from tertial.common.policies import NotAllowed
from tertial.common.wording import sentence
from tertial.domain.message import DomainError


@contextmanager
def refusals_shown_in(form: forms.BaseForm, *, beside: str = "") -> Iterator[None]:
    """Puts a domain error beside the field it names (its attribute `field`), else `beside`, or at the top of the form.

    NotAllowed passes through: no other input would help.
    """
    try:
        yield
    except NotAllowed:
        raise
    except DomainError as error:
        field = getattr(error, "field", beside)
        form.add_error(field if field in form.fields else None, sentence(error.message))
