"""What a person does on the first day with a municipality of its own, step by step, with a browser alone.

The steps are those of docs/first-day.md and docs/first-day.sv.md, whose files are sent; their pictures are taken here:
`TERTIAL_PICTURES=docs/images/first-day pytest tests/browser/test_first_day.py` takes them anew, in both languages.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
FILES = ROOT / "docs" / "first-day"
PICTURES = Path(os.environ.get("TERTIAL_PICTURES", ROOT / "out" / "first-day"))
LANGUAGES = {"sv": "Svenska", "en": "English"} if "TERTIAL_PICTURES" in os.environ else {"sv": "Svenska"}
WIDTH = 1000
MUNICIPALITY = "Ekdalens kommun"
COMMITTEE = "Barn- och utbildningsnämnden"
GOAL = "Alla elever klarar skolan"
INDICATOR = "Elever med behörighet till gymnasiet"


class FirstDay:
    """The page, the printed code, the year that is chosen, a folder for files, and the report that is fetched."""

    def __init__(self, page: Page, code: str, folder: Path) -> None:
        self.page, self.code, self.folder, self.year = page, code, folder, ""
        self.report = folder / "none"

    def picture(self, name: str) -> None:
        """Takes a picture of what is seen now; in English too where the pictures of the page are taken anew."""
        for code, language in LANGUAGES.items():
            self._speak(language)
            shown = Image.open(BytesIO(self.page.screenshot()))
            PICTURES.mkdir(parents=True, exist_ok=True)
            small = shown.convert("RGB").resize((WIDTH, shown.height * WIDTH // shown.width), Image.Resampling.LANCZOS)
            small.save(PICTURES / f"{name}.{code}.webp", quality=70, method=6)
        self._speak(next(iter(LANGUAGES.values())))

    def _speak(self, language: str) -> None:
        button = self.page.get_by_role("button", name=language, include_hidden=True)
        if button.get_attribute("aria-current") is None:
            if not button.is_visible():
                self.page.locator("details.account summary").click()
            button.click()
            expect(button).to_have_attribute("aria-current", "true")

    def press(self, name: str) -> None:
        """Presses the button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def menu(self, name: str) -> None:
        """Goes to a page of the main menu."""
        menu = self.page.get_by_role("navigation", name="Huvudmeny")
        menu.get_by_role("link", name=name, exact=True).click()

    def take(self, step: str) -> None:
        """Goes to where a step of the list is taken, from the list or by the way back to it."""
        self.to_the_list()
        listed(self.page, step).get_by_role("link").last.click()

    def to_the_list(self) -> None:
        """Goes to the list of steps: on the page, by the way back, or by the menu."""
        back = self.page.get_by_role("link", name="Tillbaka till Kom igång")
        if back.is_visible():
            back.click()
        elif not self.page.get_by_role("heading", name="Kom igång", level=1).is_visible():
            self.menu("Struktur och inställningar")
            self.page.get_by_role("link", name="Kom igång", exact=True).click()
        expect(self.page.get_by_role("heading", name="Kom igång", level=1)).to_be_visible()

    def presets_of(self, step: str, *names: str) -> None:
        """Sets up presets, to which the step in the list leads."""
        self.to_the_list()
        listed(self.page, step).get_by_role("link", name="Färdiga förslag").click()
        for name in names:
            self.page.get_by_role("link", name=name, exact=True).click()
            self.press("Lägg upp")
            expect(messages(self.page)).to_contain_text(f"”{name}” är upplagt.")

    def file(self, name: str) -> Path:
        """A file of the page, with the year that was chosen."""
        file = self.folder / name
        file.write_text((FILES / name).read_text().replace("2025-", f"{self.year}-"))
        return file


def write_the_code(day: FirstDay) -> None:
    day.page.goto("/")
    expect(day.page.get_by_role("heading", name="Välkommen till Tertial")).to_be_visible()
    day.picture("code")
    day.page.get_by_label("Kod").fill(day.code)
    day.press("Fortsätt")


def say_who_you_are(day: FirstDay) -> None:
    page = day.page
    page.get_by_label("Namn").fill("Anna Ek")
    page.get_by_label("Titel").fill("Controller")
    page.get_by_label("E-postadress").fill("anna@ekdalen.example")
    page.get_by_label("Lösenord").fill("fyra ord utan rimlig mening")
    day.press("Fortsätt")


def say_which_municipality_it_is(day: FirstDay) -> None:
    page = day.page
    page.get_by_label("Namn").fill(MUNICIPALITY)
    page.get_by_role("link", name="Tillbaka").click()
    expect(page.get_by_label("Namn")).to_have_value("Anna Ek")
    day.press("Fortsätt")
    page.get_by_label("Namn").fill(MUNICIPALITY)
    day.press("Fortsätt")


def choose_the_year(day: FirstDay) -> None:
    """The year before this one: it is closed, whatever day the test runs."""
    expect(day.page.get_by_label("Svenska")).to_be_checked()
    years = day.page.get_by_label("År", exact=True)
    years.select_option(index=1)
    day.year = years.input_value()
    day.press("Börja")
    expect(day.page.get_by_role("heading", name="Kom igång")).to_be_visible()
    expect(day.page.get_by_text(f"{MUNICIPALITY} är på plats, och du är administratör.")).to_be_visible()
    expect(listed(day.page, "Huvudbok").get_by_role("link", name="Först: Kodplan")).to_be_visible()
    day.picture("checklist")


def add_a_committee(day: FirstDay) -> None:
    day.take("Enheter")
    day.page.get_by_role("link", name="Ny enhet").click()
    day.page.get_by_label("Namn").fill(COMMITTEE)
    day.page.get_by_label("Kod", exact=True).fill("BUN")
    day.page.get_by_label("Typ").select_option(label="Nämnd")
    day.press("Lägg till enheten")
    expect(day.page.get_by_role("heading", name=COMMITTEE)).to_be_visible()


def invite_someone(day: FirstDay) -> None:
    day.take("Personer")
    day.page.get_by_role("link", name="Bjud in flera").click()
    day.page.get_by_label("Personer, en på varje rad").fill("Robin Ek; robin@ekdalen.example; BUN; samordnare")
    day.press("Förhandsvisning")
    day.press("Bjud in 1 person")
    expect(day.page.get_by_text("/konto/losenord/valj/")).to_be_visible()


def choose_your_own_words(day: FirstDay) -> None:
    day.presets_of("Egna ord", "Styrmodell med tre nivåer")


def choose_accounts_and_statements(day: FirstDay) -> None:
    day.presets_of("Kodplan", "Kontoklasser och kontogrupper", "Driftredovisning per nämnd", "Investeringsredovisning")


def say_how_amounts_are_printed(day: FirstDay) -> None:
    page = day.page
    page.get_by_role("link", name="Belopp och tecken").click()
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label("Belopp i").select_option(label="miljoner kronor")
    page.get_by_label("Decimaler").fill("1")
    day.press("Spara")
    expect(page.get_by_text("miljoner kronor, 1 decimal")).to_be_visible()


def import_the_ledger(day: FirstDay) -> None:
    page = day.page
    day.take("Huvudbok")
    page.get_by_role("link", name="Läs in filer").first.click()
    page.get_by_label("Filer", exact=True).set_input_files(day.file("huvudbok.csv"))
    page.get_by_label("Källsystem").fill("Ekonomisystemet")
    day.press("Skicka")
    day.press("Läs filerna")
    expect(page.get_by_text("Avstämt: alla 48 rader i filerna är med")).to_be_visible()
    day.picture("ledger")
    day.press("Läs in")
    expect(page.get_by_text("Används")).to_be_visible()


def lead_the_ledger_to_the_units(day: FirstDay) -> None:
    page = day.page
    day.menu("Ekonomi")
    expect(page.get_by_text("De här ansvaren hör inte till någon enhet än: 100, 200.")).to_be_visible()
    page.get_by_role("link", name="Till ansvaren").click()
    for code in ("100", "200"):
        page.get_by_label(f"Enhet, {code}").select_option(label=COMMITTEE)
    page.get_by_label("Namn, 200").fill("Skolor")
    day.press("Spara det som är ifyllt")
    expect(messages(page)).to_contain_text("2 koder är sparade.")
    page.get_by_role("link", name="Tillbaka till Ekonomi").click()
    page.get_by_role("link", name="Ekonomirapporter", exact=True).click()
    expect(page.get_by_role("row", name="Personal – −372,0")).to_be_visible()
    day.picture("statement")


def write_a_goal(day: FirstDay) -> None:
    page = day.page
    day.take("Plan")
    day.press("Börja med en tom plan")
    page.get_by_role("link", name="Nytt mål").first.click()
    page.get_by_label("Namn").fill(GOAL)
    page.get_by_label("Nivå").select_option(label="Fullmäktigemål")
    day.press("Lägg till målet")
    page.get_by_role("link", name="Lägg till en indikator").click()
    page.get_by_label("Namn").fill(INDICATOR)
    day.press("Lägg till indikatorn")


def enter_target_and_outcome(day: FirstDay) -> None:
    page = day.page
    page.get_by_role("textbox", name="Målvärde").fill("85")
    day.press("Spara målvärdet")
    page.get_by_role("textbox", name="Utfall").fill("87,5")
    day.press("Spara utfallet")
    expect(messages(page)).to_contain_text("är sparat")


def assess_the_goal(day: FirstDay) -> None:
    page = day.page
    page.get_by_role("link", name=GOAL, exact=True).click()
    remaining = page.get_by_role("region", name="Det som återstår")
    remaining.get_by_role("link", name="Bedöm målet").click()
    page.get_by_label("Helt uppfyllt").check()
    day.press("Spara bedömningen")
    expect(messages(page)).to_contain_text("Bedömningen är sparad.")
    day.picture("goal")


def choose_a_report(day: FirstDay) -> None:
    day.presets_of("Rapport", "Verksamhetsberättelse")


def skip_a_step(day: FirstDay) -> None:
    day.to_the_list()
    listed(day.page, "Intern kontroll").get_by_role("button", name="Hoppa över").click()
    expect(listed(day.page, "Intern kontroll")).to_contain_text("Överhoppat av Anna Ek")


def fetch_the_report(day: FirstDay) -> None:
    page = day.page
    day.menu("Rapport")
    expect(page.get_by_role("region", name="Förhandsvisning")).to_contain_text(GOAL)
    day.picture("report")
    page.get_by_role("link", name="PDF", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta PDF").click()
    day.report = day.folder / download.value.suggested_filename
    download.value.save_as(day.report)


def listed(page: Page, step: str) -> Locator:
    """A step of the list."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=step, exact=True))


def messages(page: Page) -> Locator:
    return page.locator("#messages")


def printed_code(line: str) -> str:
    """The code in what the server prints."""
    found = re.search(r"\b[A-Z0-9]{4}(-[A-Z0-9]{4}){2}\b", line)
    assert found is not None
    return found[0]


@dataclass(frozen=True)
class Step:
    """A step with its title in both languages, as it stands in the pages."""

    english: str
    swedish: str
    take: Callable[[FirstDay], None]


STEPS = (
    Step("Write the code", "Skriv koden", write_the_code),
    Step("Say who you are", "Berätta vem du är", say_who_you_are),
    Step("Say which municipality it is", "Ange kommunen", say_which_municipality_it_is),
    Step("Choose the year", "Välj år", choose_the_year),
    Step("Add a committee", "Lägg till en nämnd", add_a_committee),
    Step("Invite someone", "Bjud in någon", invite_someone),
    Step("Choose your own words", "Välj era egna ord", choose_your_own_words),
    Step("Choose accounts and statements", "Välj konton och ekonomirapporter", choose_accounts_and_statements),
    Step("Decide how amounts are printed", "Bestäm hur belopp skrivs", say_how_amounts_are_printed),
    Step("Import the ledger", "Läs in huvudboken", import_the_ledger),
    Step("Lead the ledger to the units", "Koppla ansvar till enheter", lead_the_ledger_to_the_units),
    Step("Write a goal", "Skriv ett mål", write_a_goal),
    Step("Enter target and outcome", "Ange målvärde och utfall", enter_target_and_outcome),
    Step("Assess the goal", "Bedöm målet", assess_the_goal),
    Step("Choose a report", "Välj en rapport", choose_a_report),
    Step("Skip what can wait", "Hoppa över det som kan vänta", skip_a_step),
    Step("Fetch the PDF", "Hämta PDF:en", fetch_the_report),
)
