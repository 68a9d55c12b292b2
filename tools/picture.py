"""Draws the picture of the README from the sample municipality."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "goal.png"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


def main() -> None:
    """Loads the sample into a folder of its own, serves it, and takes a picture of a goal."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {"TERTIAL_HOME": home}
        server = subprocess.Popen([sys.executable, "-m", "tertial", "demo", "--port", str(port)], env=environment)
        try:
            wait_for(port)
            draw(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    """Until the server answers, a minute at most."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the server did not start within a minute")


def draw(address: str) -> None:
    """Signs in as the coordinator and takes the picture."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TERTIAL_CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1)
        sign_in(page, address)
        page.goto(f"{address}/KS/2024/mal/")
        page.get_by_role("link", name="Goda och hållbara livsmiljöer").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURE)
        browser.close()


def sign_in(page: Page, address: str) -> None:
    """With the button of the sample's coordinator."""
    page.goto(f"{address}/konto/logga-in/")
    page.get_by_role("listitem").filter(has_text="Sara Samordnare").get_by_role("button").click()
    page.wait_for_url(lambda url: "logga-in" not in url)


main()
