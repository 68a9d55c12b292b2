"""Forms that never put back what someone else has changed (docs/adr/0043): one mechanism for every room."""

from tertial.common.editing.began import Began
from tertial.common.editing.edits import edits, revision
from tertial.common.editing.forms import EditForm
from tertial.common.editing.one_of_many import OneOfManyForm
from tertial.common.editing.shown import mark

__all__ = ["Began", "EditForm", "OneOfManyForm", "edits", "mark", "revision"]
