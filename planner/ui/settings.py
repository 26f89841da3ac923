"""Under which settings does the app run? .streamlit/config.toml repeats them, and a test holds the two equal."""

from __future__ import annotations

from typing import Any

INK, GREY, ACCENT, PAPER, SHADE = "#1b1b1b", "#5f6b73", "#00578a", "#ffffff", "#f3f5f6"
LARGEST_UPLOAD_MB = 10
_FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

SETTINGS: dict[str, Any] = {
    # nothing leaves the computer, and nobody else gets in under another host name
    "browser.gatherUsageStats": False,
    "server.address": "localhost",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.port": 8501,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.maxUploadSize": LARGEST_UPLOAD_MB,
    "server.maxMessageSize": 20,
    "server.fileWatcherType": "none",
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    # a user sees neither a traceback nor a developer's menu
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "logger.hideWelcomeMessage": True,
    # collecting garbage after every run makes reruns several times slower with many users
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "theme.base": "light",
    "theme.primaryColor": ACCENT,
    "theme.linkColor": ACCENT,
    "theme.backgroundColor": PAPER,
    "theme.secondaryBackgroundColor": SHADE,
    "theme.textColor": INK,
    # grey text is what Streamlit writes captions in
    "theme.grayTextColor": GREY,
    "theme.font": _FONT,
    "theme.headingFont": _FONT,
    "theme.headingFontSizes": ["2rem", "1.4rem", "1.15rem", "1rem", "1rem", "1rem"],
    "theme.linkUnderline": True,
    "theme.codeFont": "ui-monospace, Consolas, monospace",
    "theme.showWidgetBorder": True,
    "theme.paddingTop": "3rem",
}
