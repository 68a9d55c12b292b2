"""Words of municipal reports that the rules go by."""

import re

TOTAL_LABEL = re.compile(
    r"(?:del)?summa\b|totalt?\b|totala?\b|sammanlagt\b|sum\b|subtotal\b|årets resultat|periodens resultat"
    r"|resultat efter|verksamhetens (?:netto)?kostnader\b|verksamhetens resultat|nettokostnad(?:er)?$|\bnetto$",
    re.IGNORECASE,
)
# What these words say is a sum of what stands around them; other totals may be called so by habit.
SUM_WORD = re.compile(r"(?:del)?summa\b|totalt?\b|totala\b|sammanlagt\b|subtotal\b|sum\b", re.IGNORECASE)
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "noll inga ingen inget",
            "en ett",
            "två båda bägge",
            "tre",
            "fyra",
            "fem",
            "sex",
            "sju",
            "åtta",
            "nio",
            "tio",
            "elva",
            "tolv",
            "tretton",
            "fjorton",
            "femton",
            "sexton",
            "sjutton",
            "arton",
            "nitton",
            "tjugo",
        )
    )
    for word in words.split()
    if word not in {"en", "ett", "inga", "ingen", "inget", "båda", "bägge"}
}
INCOME = re.compile(r"intäkt|inkomst|skatte|statsbidrag|utjämning|taxor", re.IGNORECASE)
COST = re.compile(r"kostnad|drift|personal|lokaler|hyr|köp av|konsult|nämnd", re.IGNORECASE)
_WORD = re.compile(r"[0-9a-zåäöéü]+(?:-[0-9a-zåäöéü]+)*")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def year_in(text: str) -> int | None:
    """The one year that a heading names; None where it names none, or several."""
    years = {int(found) for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; what a hyphen joins is one word."""
    return _WORD.findall(text.lower())


def label_key(text: str) -> str:
    """A label so that the same thing is found under small differences: no signs, no case, no `&`."""
    text = text.lower().replace("&", " och ")
    return " ".join(re.findall(r"[0-9a-zåäöéü]+", text))
