"""Swedish is complete, and the tool that says so notices when it is not."""

from babel.messages.catalog import Catalog

from tools import catalogue


def test_every_sentence_of_the_product_is_in_swedish():
    assert catalogue.problems() == []


def test_a_template_gives_its_sentences_with_plural_and_context(tmp_path):
    template = tmp_path / "page.html"
    template.write_text(
        '{% load i18n %}{% translate "Save" context "button" %}'
        "{% blocktranslate count counter=n %}{{ counter }} goal{% plural %}{{ counter }} goals{% endblocktranslate %}"
    )

    assert list(catalogue.sentences_in(template)) == [
        ("Save", "button"),
        (("%(counter)s goal", "%(counter)s goals"), None),
    ]


def test_known_translations_survive_and_unused_ones_are_dropped():
    code, known = catalogue.SwedishCatalogue(), Catalog(locale="sv")
    code.add("Goal")
    code.add("Indicator")
    known.add("Goal", "Mål")
    known.add("Left the code", "Borta")

    result = catalogue.merged(code, known)

    assert {message.id: message.string for message in result if message.id} == {
        "Goal": "Mål",
        "Indicator": None,
    }


def test_a_translation_that_loses_a_placeholder_is_reported(monkeypatch, tmp_path):
    po = tmp_path / "django.po"
    po.write_text('msgid "%(count)s goals"\nmsgstr "mål"\n', encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUE", po)

    assert any("other placeholders" in problem for problem in catalogue.problems())


def test_the_compiled_file_depends_on_nothing_but_the_translations():
    first, second = Catalog(locale="sv"), Catalog(locale="sv", project="another", version="2")
    first.add("Goal", "Mål")
    second.add("Goal", "Mål")

    assert catalogue.compiled(first) == catalogue.compiled(second)
