"""A browser for the tests: one that is here, else one that can be had; `make test` asks first.

Never ask for a password, and never touch a machine whose package manager is not Debian's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import sync_playwright

# As Chromium, Chrome and Edge are called, and where they lie when no PATH leads there.
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
PLACES = (
    *("/usr/bin/chromium", "/usr/lib/chromium/chromium", "/snap/bin/chromium"),
    *("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PACKAGES = ("chromium", "fonts-noto-core")  # pages are read in Arabic too: letters to draw
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
NONE = "No browser is here or could be had: install Chromium, or name one in CHROMIUM."
PATIENCE = 600  # seconds for a download, and for a program that says its version

Runs = Callable[[Sequence[str]], bool]


def runs(command: Sequence[str]) -> bool:
    """Tell whether a command can be run and ends well; what it says is not shown."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def downloaded() -> str:
    """Name the place of Playwright's own browser, whether it is there or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find(
    environment: Mapping[str, str] = os.environ,
    runs: Runs = runs,
    own: Callable[[], str] = downloaded,
) -> str | None:
    """Find a browser that starts: the one that CHROMIUM names and no other, else any."""
    if named := environment.get("CHROMIUM"):
        return named if runs([named, "--version"]) else None
    path = environment.get("PATH")
    known = [found for name in NAMES if (found := shutil.which(name, path=path))]
    for program in dict.fromkeys([*known, *PLACES]):
        # What is there may still not start: Ubuntu's command only tells of another package.
        if runs([program, "--version"]):
            return program
    program = own()
    return program if runs([program, "--version"]) else None


def ways(
    environment: Mapping[str, str] = os.environ, user: int | None = None, runs: Runs = runs
) -> list[list[list[str]]]:
    """List the ways to get a browser, best first; each is a list of commands."""
    if environment.get("CHROMIUM"):
        return []  # somebody has chosen
    playwright = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if not shutil.which("apt-get", path=environment.get("PATH")):
        return [playwright]
    if (os.getuid() if user is None else user) == 0:
        root = []
    elif runs(["sudo", "-n", "true"]):
        root = ["sudo", "-n"]
    else:
        return [playwright]
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *PACKAGES]
    return [[[*apt, "update"], install], playwright]


def get(find: Callable[[], str | None] = find, runs: Runs = runs) -> str | None:
    """Find a browser, or install one."""
    if (found := find()) or not (left := ways(runs=runs)):
        return found
    print("Getting a browser for the tests in a browser.", flush=True)
    for commands in left:
        if all(runs(command) for command in commands) and (found := find()):
            return found
    return None


if __name__ == "__main__":
    get()
