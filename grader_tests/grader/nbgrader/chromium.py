"""Drives a real Chromium through its own debugging protocol; for the tests of this folder."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import websocket
from nbgrader_road import Course

TOKEN = "token-of-the-tests"
PATIENCE_S = 180.0  # a loaded machine takes its time to start a browser and a server


class Page:
    """One tab."""

    def __init__(self, url: str) -> None:
        self._socket = websocket.create_connection(url, suppress_origin=True, timeout=PATIENCE_S)
        self._count = 0

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Send a command of the protocol and return its result."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": arguments}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv())
            if message.get("id") == self._count:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited if it is a promise."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def open(self, url: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=url)

    def until(self, expression: str) -> Any:
        """Wait until an expression is true, and return its value."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            value = self.ask(f"(() => {{ try {{ return {expression} }} catch (e) {{ return null }} }})()")
            if value:
                return value
            time.sleep(0.5)
        text = self.ask("document.body ? document.body.innerText : ''")
        raise AssertionError(f"{expression} did not come true; the page says: {str(text)[:3000]}")

    def screenshot(self, path: Path) -> None:
        """Write what is to be seen into a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
        assert path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 10_000

    def close(self) -> None:
        self._socket.close()


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """Start a browser with a profile of its own, and yield its tab."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed: make browser"
    profile = folder / "profile"
    command = [
        program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--window-size=1400,1600", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port_file = profile / "DevToolsActivePort"
        _wait(lambda: port_file.exists() and port_file.read_text().count("\n") >= 1, "Chromium did not start")
        port = port_file.read_text().split("\n")[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            tabs = json.load(answer)
        with closing(Page(next(t["webSocketDebuggerUrl"] for t in tabs if t["type"] == "page"))) as page:
            yield page
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def jupyter(course: Course, folder: Path) -> Iterator[str]:
    """Serve a course's folder with JupyterLab and nbgrader's pages; yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
        f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={course.root}",
    ]  # fmt: skip
    with (folder / "jupyter.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=course.root, env=course.env, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        assert process.poll() is None, (folder / "jupyter.log").read_text()
        try:
            with urllib.request.urlopen(f"{url}/api?token={TOKEN}") as answer:
                return answer.status == 200
        except OSError:
            return False

    try:
        _wait(answers, "Jupyter did not start")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(condition: Any, otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, otherwise
        time.sleep(0.25)
