"""Is the app served in Swedish, under our settings and no others, with a calm word when a page fails?"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import site
from planner.ui.settings import SETTINGS
from planner.ui.shell import SCRIPT, SwedishShell

ROOT = Path(__file__).parents[2]
SHELL = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body></body></html>'


def flat(found: dict[str, Any]) -> dict[str, Any]:
    return {f"{section}.{key}": value for section, values in found.items() for key, value in values.items()}


def test_the_configuration_file_repeats_the_settings() -> None:
    assert flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))) == SETTINGS


def test_served_anywhere_the_settings_hold(tmp_path: Path) -> None:
    """Read from the process itself, at the moment when the server would start, beside a contrary configuration."""
    (tmp_path / ".streamlit").mkdir()
    contrary = "[browser]\ngatherUsageStats = true\n[client]\nshowErrorDetails = 'full'\n"
    (tmp_path / ".streamlit" / "config.toml").write_text(contrary, encoding="utf-8")
    script = """
import json, sys
from streamlit import config
from streamlit.web.server.starlette import starlette_server
names = json.loads(sys.argv[1])
starlette_server.UvicornRunner.run = lambda self: print(json.dumps({name: config.get_option(name) for name in names}))
from planner.ui.serve import serve
serve(8765)
"""
    found = subprocess.run(
        [sys.executable, "-c", script, json.dumps(list(SETTINGS))],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(found.stdout.splitlines()[-1]) == SETTINGS | {"server.port": 8765}


def test_what_must_never_be_otherwise() -> None:
    assert SETTINGS["browser.gatherUsageStats"] is False
    assert SETTINGS["client.showErrorDetails"] == "none"
    assert SETTINGS["server.maxUploadSize"] == 10
    assert SETTINGS["server.enableAgentApi"] is False
    assert set(SETTINGS["server.allowedHosts"]) == {"localhost", "127.0.0.1"}
    assert "http" not in json.dumps(SETTINGS)


def answered(path: str, body: list[bytes], kind: str) -> tuple[dict[str, str], bytes, dict[str, str]]:
    """What comes out of the middleware: headers, body, and the request's headers as the app behind it saw them."""
    sent: list[dict[str, Any]] = []
    asked: dict[str, str] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.update({name.decode(): value.decode() for name, value in scope["headers"]})
        headers = [(b"content-type", kind.encode()), (b"etag", b'"1"'), (b"content-length", b"99")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for i, part in enumerate(body):
            await send({"type": "http.response.body", "body": part, "more_body": i < len(body) - 1})

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "path": path, "headers": [(b"accept-encoding", b"gzip"), (b"if-none-match", b'"1"')],
    }  # fmt: skip
    asyncio.run(SwedishShell(app)(scope, None, keep))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(one.get("body", b"") for one in sent[1:]), asked


@pytest.mark.parametrize("cut", [1, 15, 40])
def test_the_shell_is_swedish_however_it_is_sent(cut: int) -> None:
    headers, body, asked = answered("/enheten", [SHELL[:cut], SHELL[cut:]], "text/html; charset=utf-8")
    assert b'<html lang="sv">' in body
    assert b"Streamlit" not in body
    assert b'src="./shell.js"' in body
    assert "etag" not in headers
    assert "content-length" not in headers
    assert asked == {}


@pytest.mark.parametrize(("path", "kind"), [("/static/a.js", "text/javascript"), ("/media/x.html", "text/html")])
def test_everything_else_passes_untouched(path: str, kind: str) -> None:
    headers, body, asked = answered(path, [SHELL], kind)
    assert body == SHELL
    assert headers["etag"] == '"1"'
    assert asked["accept-encoding"] == "gzip"


def test_the_shells_script_asks_nobody() -> None:
    text = SCRIPT.read_text("utf-8")
    assert "http" not in text
    assert "fetch" not in text
    assert "innerHTML" not in text


def test_a_page_that_fails_says_so_calmly_and_tells_nothing() -> None:
    def failed() -> None:
        from planner.ui.serve import say_calmly

        assert say_calmly(ValueError("hemligt"))

    at = AppTest.from_function(failed, default_timeout=60).run()
    assert "Dina uppgifter finns kvar" in at.error[0].value
    assert "hemligt" not in at.error[0].value


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("1", 0),
        ("7", 6),
        ("0", None),
        ("8", None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        ("²", None),
        ("9" * 5000, None),
    ],
)
def test_a_place_in_the_address_is_one_of_those_there_are(asked: str, place: int | None) -> None:
    assert site.place_in(asked, 7) == place
