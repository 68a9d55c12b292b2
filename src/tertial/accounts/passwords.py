"""Which passwords are too easy to guess."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from tertial.accounts.models import Person
from tertial.accounts.sign_in import LONGEST_PASSWORD

# Ten thousand million guesses: out of reach through the sign-in page, and days of work with a stolen database.
LEAST_GUESSES = 10**10
# What Swedes begin with when a new password is due; the library knows English and the passwords of large leaks.
_WORDS_OF_MANY = re.split(
    r"\s+",
    "vår våren vinter vintern sommar sommaren sommer höst hösten januari februari mars april maj "
    "juni juli augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag "
    "lösenord losenord hemligt välkommen kommun kommunen sverige stockholm göteborg malmö semester fotboll älskling "
    "byt mig tertial",
)
_LOOKED_AT = 72  # characters; what follows can only make it harder


class GuessablePassword:
    """Refuses what a guesser tries first: common passwords, keyboard rows, repeats, and the person's own details."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError for one that is guessed with fewer than LEAST_GUESSES, or too long to sign in with."""
        if len(password) > LONGEST_PASSWORD:
            raise ValidationError(_("A password has at most %(most)s characters.") % {"most": LONGEST_PASSWORD})
        if not password:
            return  # refused for its length; zxcvbn takes no empty text
        own = _own_words(user)
        found = zxcvbn(password[:_LOOKED_AT], user_inputs=own)
        if found["guesses"] >= LEAST_GUESSES:
            return
        if any(part.get("dictionary_name") == "user_inputs" for part in found["sequence"]):
            raise ValidationError(
                _("The password is easy to guess from your name, your address or a common word; take something else.")
            )
        raise ValidationError(
            _("The password is too easy to guess; take a few words in a row that do not belong together.")
        )

    def get_help_text(self) -> str:
        """What Django's own forms would show."""
        return _("A few words in a row are easy to remember and hard to guess.")


def _own_words(user: Person | None) -> list[str]:
    if user is None:
        return [*_WORDS_OF_MANY]
    parts = user.email.replace("@", ".").replace("-", ".").split(".")
    return [user.email, *parts, *user.name.split(), user.name, user.title, *_WORDS_OF_MANY]
