"""What a person does on the first day with a municipality of its own, step by step, with a browser alone."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

MUNICIPALITY = "Ekdalens kommun"
COMMITTEE = "Barn- och utbildningsnämnden"
GOAL = "Alla elever klarar skolan"
INDICATOR = "Elever med behörighet till gymnasiet"
ACCOUNTS = (
    ("3111", "100", -2_400_000),
    ("5011", "200", 31_000_000),
    ("6011", "200", 9_500_000),
    ("7411", "100", 1_300_000),
)
"""The account, the cost centre and the kronor booked each month."""


class FirstDay:
    """The page, the year that is chosen, a folder for what is sent and fetched, and another for pictures."""

    def __init__(self, page: Page, folder: Path, pictures: Path) -> None:
        self.page, self.folder, self.pictures, self.year = page, folder, pictures, ""

    def picture(self, name: str) -> None:
        """Takes a picture of what is seen now."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.pictures / f"{name}.png")

    def press(self, name: str) -> None:
        """Presses the button."""
        self.page.get_by_role("button", name=name).click()

    def fill(self, **fields: Any) -> None:
        """Fills each field of a label."""
        for label, value in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(value)

    def menu(self, name: str) -> None:
        """Goes to a page of the main menu."""
        menu = self.page.get_by_role("navigation", name="Huvudmeny")
        menu.get_by_role("link", name=name, exact=True).click()

    def take(self, step: str) -> None:
        """Goes to where a step of the list is taken."""
        self.to_the_list()
        listed(self.page, step).get_by_role("link").click()

    def to_the_list(self) -> None:
        """Goes to the list of steps."""
        self.menu("Struktur och inställningar")
        self.page.get_by_role("link", name="Kom igång").click()

    def preset(self, name: str) -> None:
        """Sets up a preset of the list."""
        self.page.get_by_role("link", name="Färdiga förslag").click()
        self.page.get_by_role("link", name=name, exact=True).click()
        self.press("Lägg upp")
        expect(messages(self.page)).to_contain_text(f"”{name}” är upplagt.")


def write_the_code(day: FirstDay, code: str) -> None:
    day.page.goto("/")
    expect(day.page.get_by_role("heading", name="Välkommen till Tertial")).to_be_visible()
    day.picture("code")
    day.page.get_by_label("Kod").fill(code)
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
    day.picture("municipality")
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
    day.fill(Namn=COMMITTEE, Kod="BUN")
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


def choose_a_steering_model(day: FirstDay) -> None:
    day.take("Egna ord")
    day.preset("Styrmodell med tre nivåer")


def choose_accounts_and_statements(day: FirstDay) -> None:
    day.take("Kodplan")
    for name in ("Kontoklasser och kontogrupper", "Driftredovisning per nämnd"):
        day.preset(name)


def say_how_amounts_are_printed(day: FirstDay) -> None:
    page = day.page
    page.get_by_role("link", name="Belopp och tecken").click()
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label("Belopp i").select_option(label="miljoner kronor")
    page.get_by_label("Decimaler").fill("1")
    day.press("Spara")
    expect(page.get_by_text("miljoner kronor, 1 decimal")).to_be_visible()


def name_the_cost_centres(day: FirstDay) -> None:
    file = day.folder / "ansvar.csv"
    file.write_text("Kod;Namn;Enhet\n100;Gemensamt;BUN\n200;Skolor;BUN\n")
    page = day.page
    page.get_by_role("link", name="Kodplan").click()
    page.get_by_role("link", name="Ansvar").click()
    page.get_by_role("link", name="Läs in från fil").first.click()
    page.get_by_label("Fil", exact=True).set_input_files(file)
    day.press("Läs in")
    expect(page.get_by_role("row", name="200 Skolor")).to_contain_text(COMMITTEE)


def import_the_ledger(day: FirstDay) -> None:
    page = day.page
    day.take("Huvudbok")
    page.get_by_role("link", name="Läs in filer").first.click()
    page.get_by_label("Filer").set_input_files(ledger(day))
    page.get_by_label("Källsystem").fill("Ekonomisystemet")
    day.press("Skicka")
    day.press("Läs filerna")
    expect(page.get_by_text("Avstämt: alla 48 rader i filerna är med")).to_be_visible()
    day.picture("ledger")
    day.press("Läs in i huvudboken")
    expect(page.get_by_text("Används")).to_be_visible()
    day.menu("Ekonomi")
    page.get_by_role("link", name="Ekonomirapporter", exact=True).click()
    expect(page.get_by_role("row", name="Personal – −372,0")).to_be_visible()
    day.picture("statement")


def ledger(day: FirstDay) -> Path:
    """A year's ledger, month by month."""
    lines = [
        f"{day.year}-{month:02}-28;{account};{centre};{kronor}"
        for month in range(1, 13)
        for account, centre, kronor in ACCOUNTS
    ]
    file = day.folder / "huvudbok.csv"
    file.write_text("\n".join(["Datum;Konto;Ansvar;Belopp", *lines]) + "\n")
    return file


def write_a_goal(day: FirstDay) -> None:
    page = day.page
    day.take("Plan")
    day.press("Börja med en tom plan")
    page.get_by_role("link", name="Nytt mål").first.click()
    page.get_by_label("Namn").fill(GOAL)
    page.get_by_label("Nivå").select_option(label="Fullmäktigemål")
    day.press("Lägg till målet")
    page.get_by_role("link", name="Lägg till en indikator").click()
    page.get_by_role("link", name="skapa en ny indikator").click()
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
    day.take("Rapport")
    day.preset("Verksamhetsberättelse")


def fetch_the_report(day: FirstDay) -> Path:
    page = day.page
    day.menu("Rapport")
    expect(page.get_by_role("region", name="Förhandsvisning")).to_contain_text(GOAL)
    day.picture("report")
    page.get_by_role("link", name="PDF", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta PDF").click()
    file = day.folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def let_a_step_be(day: FirstDay) -> None:
    day.to_the_list()
    listed(day.page, "Intern kontroll").get_by_role("button", name="Hoppa över").click()
    expect(listed(day.page, "Intern kontroll")).to_contain_text("Överhoppat av Anna Ek")


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
