"""A form that writes one of several stored things, where fields of its own say which."""

from typing import Any, ClassVar

from tertial.common.editing.began import Began
from tertial.common.editing.forms import EditForm
from tertial.common.editing.shown import mark


class OneOfManyForm(EditForm):
    """Its field `written` is shown empty, and stands as what is stored at the place that is typed beside it."""

    written: ClassVar[str]

    def place(self) -> str:
        """Names where the typed thing will be written."""
        raise NotImplementedError

    def stored(self) -> dict[str, str]:
        """What stands, by place."""
        raise NotImplementedError

    def joined_fields(self) -> list[str]:
        """Only what is written: the rest says where."""
        return [self.written]

    def also_stands(self) -> dict[str, Any]:
        """Everything that might be written over."""
        return self.stored()

    def stands(self, name: str) -> str:  # noqa: ARG002 - there is one
        """What is stored at the place; before anything is typed there is none."""
        return self.stored().get(self.place(), "") if self.is_bound else ""

    def began_as(self, began: Began, name: str) -> str | None:  # noqa: ARG002 - there is one
        """What was stored at the place when the form was opened."""
        return began.marks.get(self.place(), mark(""))
