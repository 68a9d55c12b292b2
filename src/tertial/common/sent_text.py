"""What a form sends, before anyone reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tertial.domain.written_text import cleaned

Page = Callable[..., HttpResponse]


class sent_text_cleaned:  # noqa: N801 - Django calls a middleware like a function
    """Takes the characters that nobody sees out of forms, so that a name made of them alone is refused as empty.

    Passwords are left as they are. Stands after what turns large uploads away.
    """

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Page, *_address: object) -> None:
        if request.method != "POST":
            return
        sent = request.POST
        changed = {
            name: [cleaned(value) for value in values]
            for name, values in sent.lists()
            if "password" not in name and any(cleaned(value) != value for value in values)
        }
        if changed:
            whole = sent.copy()
            for name, values in changed.items():
                whole.setlist(name, values)
            request.POST = whole  # type: ignore[assignment]
