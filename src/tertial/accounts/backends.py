"""How someone is known by e-mail address and password."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tertial.accounts.models import Person


class PersonBackend(BaseBackend):
    """Knows people by e-mail address, in any case, and password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django passes it
        username: str | None = None,
        password: str | None = None,
        **_: object,
    ) -> Person | None:
        """The person, or None when the address or password is wrong or the account is closed."""
        if not username or password is None:
            return None
        person = Person.objects.filter(email__iexact=username.strip()).first()
        if person is None:
            Person().set_password(password)  # takes the same time whether the address exists or not
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """The signed-in person, while the account is open."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
