"""A real nginx, with the files that were made for it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

NONE = "There is no nginx here: 'apt-get install nginx' brings one."


@contextmanager
def nginx(work: Path, servers: Mapping[str, Path]) -> Iterator[int]:
    """Serve folders by the `nginx.conf` that was made for each, all at one port.

    Where there is no nginx, skip, but never in CI.
    """
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NONE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = []
    for said, folder in servers.items():
        name = said.partition("server_name ")[2].partition(";")[0]
        there = said.replace(f"/srv/{name}/site", str(folder))
        made.append(there.replace("listen 80;", f"listen 127.0.0.1:{port};"))
    kept = "".join(
        f"{name}_temp_path {work}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"worker_processes 1; daemon off; pid {work}/pid; error_log {work}/log;"
    user = "user root;" if os.geteuid() == 0 else ""
    whole = "\n".join([f"{user} {around} events {{}} http {{ access_log off; {kept}", *made, "}"])
    (work / "nginx.conf").write_text(whole, "utf-8")
    command = [program, "-c", str(work / "nginx.conf"), "-e", str(work / "log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    running = subprocess.Popen(command)
    try:
        for _ in range(500):
            with socket.socket() as asked:
                if not asked.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.02)
        yield port
    finally:
        running.terminate()
        running.wait()
