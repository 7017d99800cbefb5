"""Make sure that a Chromium can be driven: one on the PATH, else Debian's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path() -> str | None:
    """The browser that is installed already, if any."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Install what is missing; returns the exit code."""
    if found := on_path():
        print(f"Browser tests use {found}.")
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium with apt-get, a minute or two ...", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=environment).returncode
    print("Installing Chromium with Playwright, a minute or two ...", flush=True)
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
