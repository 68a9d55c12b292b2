"""Addresses of imports."""

from django.urls import path

from tertial.intake.views import closing, imports, sending, workbooks

app_name = "intake"
_HERE = "<str:code>/<str:period>/ekonomi/import/"
_SENT = f"{_HERE}filer/<stagedimport:sent>/"
_IMPORT = f"{_HERE}<ledgerimport:import_ref>/"
_BOOKS = "struktur/excel/"
_BOOK = f"{_BOOKS}<sentworkbook:book>/"

urlpatterns = [
    path(_HERE, imports.imports, name="imports"),
    path(f"{_HERE}stangt/", closing.close, name="close"),
    path(f"{_HERE}ny/", sending.send, name="send"),
    path(_SENT, sending.staged_import, name="staged"),
    path(f"{_SENT}las/", sending.read, name="read"),
    path(f"{_SENT}las-igen/", sending.read_again, name="read_again"),
    path(f"{_SENT}stoppa/", sending.stop, name="stop"),
    path(f"{_SENT}lage/", sending.progress, name="progress"),
    path(f"{_SENT}importera/", sending.apply, name="apply"),
    path(f"{_SENT}kasta/", sending.discard, name="discard"),
    path(f"{_SENT}avvisade.<str:file_type>", imports.staged_refused, name="staged_refused"),
    path(_IMPORT, imports.one_import, name="import"),
    path(f"{_IMPORT}aterta/", imports.undo, name="undo"),
    path(f"{_IMPORT}avvisade.<str:file_type>", imports.import_refused, name="import_refused"),
    path(_BOOKS, workbooks.page, name="workbooks"),
    path(f"{_BOOKS}arbetsbok.xlsx", workbooks.download, name="workbook_file"),
    path(_BOOK, workbooks.workbook, name="workbook"),
    path(f"{_BOOK}lage/", workbooks.progress, name="workbook_progress"),
    path(f"{_BOOK}jamfor/", workbooks.compare, name="workbook_read"),
    path(f"{_BOOK}tillampa/", workbooks.apply, name="workbook_apply"),
    path(f"{_BOOK}kasta/", workbooks.discard, name="workbook_discard"),
    path(f"{_BOOK}aterta/", workbooks.undo, name="workbook_undo"),
]
