"""The field in which a model keeps a ref: text in the database, a Ref in Python. To migrations it is Django's own."""

from typing import TYPE_CHECKING, Any

from django.db import models

from tertial.common import text_fields
from tertial.domain.ref import NO_REF, Ref

LONGEST_REF = 220

if TYPE_CHECKING:

    class _RefField(models.CharField[Ref, Ref]):
        _pyi_private_set_type: Ref
        _pyi_private_get_type: Ref
        _pyi_lookup_exact_type: Ref

else:
    _RefField = text_fields.CharField


class RefField(_RefField):
    """What a row is about or points at; `blank` where that may be nothing, which is NO_REF."""

    def __init__(self, verbose_name: Any = None, *, max_length: int = LONGEST_REF, **options: Any) -> None:  # noqa: ANN401
        super().__init__(verbose_name, max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django's fields
        """A ref of what was written in a form or in an audit entry."""
        return NO_REF if value is None else Ref.parse(str(value))

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Ref | None:
        """A ref of what stands in the database; None where a join found no row."""
        return None if value is None else Ref.parse(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401 - as Django's fields
        """What is stored, which from now on is a ref in the object too."""
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_default(self) -> Any:  # noqa: ANN401 - as Django's fields
        """The default as a ref."""
        return self.to_python(super().get_default())

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """A migration names the field of Django that this one is."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options
