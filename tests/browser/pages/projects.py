"""Pages of projects and grants."""

from tertial.economy.models import Project, ProjectAmount, ProjectGroup
from tests.browser.pages.people import ADMINISTRATOR, COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "projects": (REPORTER, "/KS/2024/ekonomi/projekt/"),
    "investments": (REPORTER, "/KS/2024/ekonomi/projekt/investeringar/"),
    "special initiatives": (COORDINATOR, "/KS/2024/ekonomi/projekt/sarskilda-satsningar/"),
    "digitalisation pot": (READER, "/KS/2024/ekonomi/projekt/digitaliseringspott/"),
    "external funding": (READER, "/KS/2024/ekonomi/projekt/extern-finansiering/"),
    "development projects": (COORDINATOR, "/KS/2024/ekonomi/projekt/exploateringsprojekt/"),
    "investment": (COORDINATOR, "/ekonomi/projekt/{investment}/?period=2024"),
    "development project": (COORDINATOR, "/ekonomi/projekt/{development}/?period=2024"),
    "project form": (COORDINATOR, "/ekonomi/projekt/{development}/andra/?period=2024"),
    "words of a project table": (ADMINISTRATOR, "/KS/2024/ekonomi/projekt/digitaliseringspott/rubriker/"),
}
OTHER_PAGES = {
    "premises projects": (READER, "/KS/2024/ekonomi/projekt/lokalprojekt/"),
    "exploitation outcome": (READER, "/KS/2024/ekonomi/projekt/exploateringsutfall/"),
    "investment projects": (REPORTER, "/KS/2024/ekonomi/projekt/investeringsprojekt/"),
    "ledger lines of a project": (READER, "/ekonomi/projekt/{development}/rader/exploateringsprojekt/?period=2024"),
    "projects that match nothing": (READER, "/KS/2024/ekonomi/projekt/investeringar/?text=inget+s%C3%A5dant"),
    "a table without projects": (COORDINATOR, "/GSN/2024/ekonomi/projekt/investeringar/"),
    "the pot itself": (COORDINATOR, "/ekonomi/projekt/{pot}/?period=2024"),
    "new project": (COORDINATOR, "/KS/2024/ekonomi/projekt/exploateringsprojekt/ny/"),
    "correcting an amount": (COORDINATOR, "/ekonomi/projekt/belopp/{amount}/andra/"),
    "moving budget": (COORDINATOR, "/ekonomi/projekt/{investment}/flytta-budget/?period=2024"),
    "new group of projects": (ADMINISTRATOR, "/KS/2024/ekonomi/projekt/investeringsprojekt/grupp/ny/"),
    "group of projects": (ADMINISTRATOR, "/ekonomi/projekt/grupp/{group}/andra/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    investment = Project.objects.get(name="Trygghetskameror")
    return {
        "investment": investment.pk,
        "development": Project.objects.get(name="Grantorp 5:3").pk,
        "pot": Project.objects.get(name="Digitaliseringspott").pk,
        "amount": ProjectAmount.objects.filter(project=investment, measure="budget").first().pk,
        "group": ProjectGroup.objects.get(kind="investment_projects", key="planning").pk,
    }
