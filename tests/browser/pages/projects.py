"""Pages of projects and grants."""

from tertial.economy.models import Project, ProjectAmount, ProjectGroup
from tests.browser.pages.people import COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "projects": (REPORTER, "/KS/2024/ekonomi/projekt/"),
    "investments": (REPORTER, "/KS/2024/ekonomi/projekt/investments/"),
    "special initiatives": (COORDINATOR, "/KS/2024/ekonomi/projekt/special_initiatives/"),
    "digitalisation pot": (READER, "/KS/2024/ekonomi/projekt/digitalisation_pot/"),
    "external funding": (READER, "/KS/2024/ekonomi/projekt/external_funding/"),
    "development projects": (COORDINATOR, "/KS/2024/ekonomi/projekt/development_projects/"),
    "investment": (COORDINATOR, "/ekonomi/projekt/{investment}/?period=2024"),
    "development project": (COORDINATOR, "/ekonomi/projekt/{development}/?period=2024"),
    "project form": (COORDINATOR, "/ekonomi/projekt/{development}/andra/?period=2024"),
    "project tables": (COORDINATOR, "/KS/2024/ekonomi/projekttabeller/"),
    "declaring a project table": (COORDINATOR, "/KS/2024/ekonomi/projekttabeller/ny/"),
    "a declared project table": (COORDINATOR, "/KS/2024/ekonomi/projekt/digitalisation_pot/rubriker/"),
}
OTHER_PAGES = {
    "premises projects": (READER, "/KS/2024/ekonomi/projekt/premises_projects/"),
    "exploitation outcome": (READER, "/KS/2024/ekonomi/projekt/exploitation_outcome/"),
    "investment projects": (REPORTER, "/KS/2024/ekonomi/projekt/investment_projects/"),
    "ledger lines of a project": (READER, "/ekonomi/projekt/{development}/rader/development_projects/?period=2024"),
    "projects that match nothing": (READER, "/KS/2024/ekonomi/projekt/investments/?text=inget+s%C3%A5dant"),
    "a table without projects": (COORDINATOR, "/GSN/2024/ekonomi/projekt/investments/"),
    "the pot itself": (COORDINATOR, "/ekonomi/projekt/{pot}/?period=2024"),
    "pasting rows": (COORDINATOR, "/KS/2024/ekonomi/projekt/investments/klistra-in/"),
    "new project": (COORDINATOR, "/KS/2024/ekonomi/projekt/development_projects/ny/"),
    "correcting an amount": (COORDINATOR, "/ekonomi/projekt/belopp/{amount}/andra/"),
    "moving budget": (COORDINATOR, "/ekonomi/projekt/{investment}/flytta-budget/?period=2024"),
    "new group of projects": (COORDINATOR, "/KS/2024/ekonomi/projekt/investment_projects/grupp/ny/"),
    "group of projects": (COORDINATOR, "/ekonomi/projekt/grupp/{group}/andra/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    investment = Project.objects.get(name="Trygghetskameror")
    return {
        "investment": investment.ref.key,
        "development": Project.objects.get(name="Grantorp 5:3").ref.key,
        "pot": Project.objects.get(name="Digitaliseringspott").ref.key,
        "amount": ProjectAmount.objects.filter(project=investment, measure="budget").first().ref.key,
        "group": ProjectGroup.objects.get(table__key="investment_projects", key="planning").ref.key,
    }
