"""The app served as `planner app` serves it, from another directory, and a Chromium that may talk to nobody else."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.visiting import Visit

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60  # seconds until a slow machine has started the app


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", f"from planner.ui.serve import serve; serve({port})"]
    log = (tmp_path_factory.mktemp("served") / "log").open("w+")
    served = subprocess.Popen(command, cwd=tmp_path_factory.mktemp("elsewhere"), stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        served.terminate()
        served.wait(timeout=PATIENCE)
        log.close()


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers at {url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def visit(address: str, chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens the app; `visit(width=390, locale="en-US")`. No request may go to another host."""
    opened: list[tuple[Page, list[str]]] = []

    def open_app(path: str = "", *, width: int = 1280, height: int = 900, locale: str = "sv-SE") -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=locale, accept_downloads=True
        )
        page, strangers = context.new_page(), []
        page.on("request", lambda request: strangers.append(request.url))
        opened.append((page, strangers))
        page.goto(f"{address}/{path}")
        found = Visit(page)
        found.settle()
        return found

    yield open_app
    for page, asked in opened:
        page.context.close()
        strangers = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
        assert strangers == []
