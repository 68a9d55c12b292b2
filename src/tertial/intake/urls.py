"""Addresses of imports."""

from django.urls import path

from tertial.intake.views import closing, imports, sending

app_name = "intake"
_HERE = "<str:code>/<str:period>/ekonomi/import/"
_SENT = f"{_HERE}filer/<stagedimport:sent>/"
_IMPORT = f"{_HERE}<ledgerimport:import_ref>/"

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
]
