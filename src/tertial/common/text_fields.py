"""The fields in which every room keeps what people write: nothing is stored that no file can print.

Rule: docs/rules/written-text.md. To migrations they are Django's own fields.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from tertial.domain.written_text import cleaned_throughout


class _Cleaned(models.Field):  # type: ignore[type-arg]
    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401 - as Django's fields
        """What is stored, which from now on also stands in the object."""
        value = cleaned_throughout(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django's fields
        """The same for updates and look-ups, which make no object."""
        return super().get_prep_value(cleaned_throughout(value))

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """A migration names the field of Django that this one is."""
        name, _path, arguments, options = super().deconstruct()
        return name, f"django.db.models.{type(self).__name__}", arguments, options


if TYPE_CHECKING:
    # To the type checker, too, they are Django's own: its plugin knows no others.
    from django.db.models import CharField, JSONField, TextField
else:

    class CharField(_Cleaned, models.CharField):
        """A name, a code, a line."""

    class TextField(_Cleaned, models.TextField):
        """Some sentences."""

    class JSONField(_Cleaned, models.JSONField):
        """A written text with its marks, a pasted table, what an audit entry says."""


__all__ = ["CharField", "JSONField", "TextField"]
