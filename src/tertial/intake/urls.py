"""Addresses of imports. A kind of file has its word in them; an import is reached by its key under that word."""

from django.urls import path, register_converter

from tertial.intake.views import imports, ledger, sending, workbooks
from tertial.intake.views.places import SourceInAddress

register_converter(SourceInAddress, "source")

app_name = "intake"
_HERE = "<str:code>/<str:period>/<source:source>/import/"
_SENT = f"{_HERE}filer/<stagedimport:sent>/"
_BOOKS = "struktur/excel/"
_BOOK = f"{_BOOKS}<sentworkbook:book>/"
_LEDGER = "<str:code>/<str:period>/ekonomi/import/"
# By the word of the kind of file, what its imports are.
_MADE = {"ekonomi": "ledgerimport", "personal": "staffimport"}

urlpatterns = [
    path(_HERE, imports.imports, name="imports"),
    path(f"{_HERE}ny/", sending.send, name="send"),
    path(f"{_HERE}mall/<str:name>", sending.example, name="example"),
    path(_SENT, sending.staged_import, name="staged"),
    path(f"{_SENT}las/", sending.read, name="read"),
    path(f"{_SENT}las-igen/", sending.read_again, name="read_again"),
    path(f"{_SENT}stoppa/", sending.stop, name="stop"),
    path(f"{_SENT}lage/", sending.progress, name="progress"),
    path(f"{_SENT}importera/", sending.apply, name="apply"),
    path(f"{_SENT}kasta/", sending.discard, name="discard"),
    path(f"{_LEDGER}stangt/", ledger.close, name="close"),
    path(f"{_LEDGER}filer/<stagedimport:lines>/avvisade.<str:file_type>", ledger.staged_refused, name="staged_refused"),
    path(f"{_LEDGER}<ledgerimport:import_ref>/avvisade.<str:file_type>", ledger.import_refused, name="import_refused"),
    path(_BOOKS, workbooks.page, name="workbooks"),
    path(f"{_BOOKS}arbetsbok.xlsx", workbooks.download, name="workbook_file"),
    path(_BOOK, workbooks.workbook, name="workbook"),
    path(f"{_BOOK}lage/", workbooks.progress, name="workbook_progress"),
    path(f"{_BOOK}jamfor/", workbooks.compare, name="workbook_read"),
    path(f"{_BOOK}tillampa/", workbooks.apply, name="workbook_apply"),
    path(f"{_BOOK}kasta/", workbooks.discard, name="workbook_discard"),
    path(f"{_BOOK}aterta/", workbooks.undo, name="workbook_undo"),
]
for _slug, _made in _MADE.items():
    _import = f"<str:code>/<str:period>/{_slug}/import/<{_made}:import_ref>/"
    urlpatterns += [
        path(_import, imports.one_import, name="import"),
        path(f"{_import}aterta/", imports.undo, name="undo"),
    ]
