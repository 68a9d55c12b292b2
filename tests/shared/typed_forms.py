"""Reads the forms of a page as a browser holds them, and what it would send of each."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

_NOT_TYPED = {"hidden", "submit", "button", "file", "search"}


@dataclass
class Control:
    """One control: what kind, what it is called, what can be chosen."""

    kind: str
    name: str
    options: list[str] = field(default_factory=list)


@dataclass
class TypedForm:
    """A form of a page: where it goes, what it sends untouched, and what can be typed or chosen in it."""

    method: str
    action: str
    sent: dict[str, list[str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)

    def values(self, **changed: str | list[str]) -> dict[str, str | list[str]]:
        """What is sent when some of it has been changed."""
        return {**self.sent, **changed}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[TypedForm] = []
        self.now: TypedForm | None = None
        self.area: str | None = None
        self.select: Control | None = None
        self.option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.now = TypedForm(held.get("method", "get").lower(), held.get("action", ""))
            self.forms.append(self.now)
        elif self.now is None or (not held.get("name") and tag != "option"):
            return
        elif tag == "input":
            self._input(self.now, held)
        elif tag == "textarea":
            self.area = held["name"]
            self.now.controls[self.area] = Control("textarea", self.area)
            self.now.sent[self.area] = [""]
        elif tag == "select":
            self.select = Control("several" if "multiple" in held else "select", held["name"])
            self.now.controls[held["name"]] = self.select
        elif tag == "option" and self.select is not None:
            self.select.options.append(held.get("value", ""))
            if "selected" in held:
                self.now.sent.setdefault(self.select.name, []).append(held.get("value", ""))

    def _input(self, form: TypedForm, held: dict[str, str]) -> None:
        name, kind = held["name"], held.get("type", "text")
        if kind not in _NOT_TYPED:
            control = form.controls.setdefault(name, Control(kind, name))
            control.options.append(held.get("value", "on"))
        if kind in {"checkbox", "radio"}:
            if "checked" in held:
                form.sent.setdefault(name, []).append(held.get("value", "on"))
        elif kind not in {"submit", "button", "file"}:
            form.sent.setdefault(name, []).append(held.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area is not None and self.now is not None:
            self.now.sent[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None and self.now is not None:
            self.now.sent[self.area][0] = self.now.sent[self.area][0].removeprefix("\n")
            self.area = None
        elif tag == "select" and self.select is not None and self.now is not None:
            if self.select.kind == "select" and self.select.options:
                self.now.sent.setdefault(self.select.name, [self.select.options[0]])
            self.select = None
        elif tag == "form":
            self.now = None


def forms_of(answer: HttpResponse) -> list[TypedForm]:
    """The forms of a page that post something typed or chosen."""
    return forms_in(answer.content.decode())


def forms_in(page: str) -> list[TypedForm]:
    """The same of a page as text."""
    reader = _Reader()
    reader.feed(page)
    return [form for form in reader.forms if form.method == "post" and form.controls]


def form_with(answer: HttpResponse, name: str) -> TypedForm:
    """The form of a page that has a control of a name."""
    return next(form for form in forms_of(answer) if name in form.controls)
