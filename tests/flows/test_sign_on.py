"""Who gets at Prefect: whoever signs on, from its own pages, under its own name; and who reads what it writes."""

from __future__ import annotations

import http.server
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient

from flows.local import LocalSystem
from infra.secrets import Exposed, secret
from infra.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
FOREIGN = "http://elders.example"
SCRIPT = [{"prefect.deployments.steps.run_shell_script": {"script": "env"}}]

# What was done in November 2026: the token read from any origin, and with it a deployment made to run a script.
BREAK_IN = """<script>
const to = "{api}", said = [];
async function ask(path, options) {{
  try {{ const got = await fetch(to + path, options); said.push(got.status + " " + await got.text()); }}
  catch (error) {{ said.push("refused"); }}
}}
(async () => {{
  await ask("/csrf-token?client=x", {{}});
  await ask("/deployments/filter", {{method: "POST", headers: {{"Content-Type": "application/json"}}, body: "{{}}"}});
  await ask("/deployments/filter", {{method: "POST", mode: "no-cors", body: "{{}}"}});
  document.body.textContent = "done: " + said.join(" | ");
}})();
</script><body>nothing yet</body>"""


def api(system: LocalSystem) -> str:
    return system.environment()["PREFECT_API_URL"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/csrf-token?client=x"),
        ("GET", "/deployments/name/ingest-document/ingest-document"),
        ("GET", "/admin/settings"),
        ("POST", "/deployments/filter"),
        ("POST", "/flow_runs/filter"),
        ("POST", "/logs/filter"),
    ],
)
@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic ZG9tZWlud2FjaHQ6"}, {"Authorization": "Bearer x"}])
def test_without_signing_on_nothing_is_told(
    system: LocalSystem, method: str, path: str, header: dict[str, str]
) -> None:
    answer = httpx.request(method, api(system) + path, headers=header, json={} if method == "POST" else None)
    assert answer.status_code in {401, 403}
    assert "ingest" not in answer.text


def test_a_deployment_is_not_changed_by_who_did_not_sign_on(system: LocalSystem, client: SyncPrefectClient) -> None:
    before = client.read_deployment_by_name("ingest-document/ingest-document")
    token = {"Prefect-Csrf-Token": "x", "Prefect-Csrf-Client": "x"}
    answer = httpx.patch(f"{api(system)}/deployments/{before.id}", headers=token, json={"pull_steps": SCRIPT})
    assert answer.status_code in {401, 403}
    assert client.read_deployment(before.id).pull_steps == before.pull_steps


def test_another_origin_is_not_answered(system: LocalSystem) -> None:
    asked = {"Origin": FOREIGN, "Access-Control-Request-Method": "GET"}
    for answer in (
        httpx.options(f"{api(system)}/csrf-token", headers=asked),
        httpx.get(f"{api(system)}/health", headers={"Origin": FOREIGN}),
    ):
        assert answer.headers.get("Access-Control-Allow-Origin") is None


def test_another_name_is_refused(system: LocalSystem) -> None:
    """A name of somebody else that leads to this machine would give that page the origin of Prefect."""
    for path in ("/api/health", "/", "/ui-settings"):
        answer = httpx.get(api(system).removesuffix("/api") + path, headers={"Host": "elders.example"})
        assert answer.status_code == 400


def test_it_listens_on_this_machine_only(system: LocalSystem) -> None:
    port = f"{system.port('prefect'):04X}"
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line]
    assert [address for address in listening if address.endswith(f":{port}")] == [f"0100007F:{port}"]


@pytest.fixture
def elsewhere(system: LocalSystem, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that tries to get in."""
    (tmp_path / "index.html").write_text(BREAK_IN.format(api=api(system)))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(tmp_path))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def dumped(url: str) -> str:
    """What a real browser shows of a page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--no-first-run", "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}"]
        command += ["--virtual-time-budget=10000", "--dump-dom", url]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
def test_a_page_elsewhere_gets_nothing_out_of_a_browser(elsewhere: str) -> None:
    shown = dumped(elsewhere)
    assert "done: refused | refused | 0" in shown


def test_only_its_user_reads_what_the_system_writes(system: LocalSystem) -> None:
    assert stat.S_IMODE(system.var.stat().st_mode) == 0o700
    written = [path for path in system.var.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if path.stat().st_mode & 0o077] == []


def test_a_secret_is_made_once_and_refused_when_others_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "geheim"
    assert [secret(folder, "a", lambda: "eerste"), secret(folder, "a", lambda: "tweede")] == ["eerste"] * 2
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE((folder / "a").stat().st_mode)) == (0o700, 0o600)
    assert [path.name for path in folder.iterdir()] == ["a"]
    (folder / "a").chmod(0o640)
    with pytest.raises(Exposed, match="chmod 600"):
        secret(folder, "a", lambda: "derde")


def test_secrets_do_not_lie_beside_the_code(tmp_path: Path) -> None:
    one, other = Settings(var=tmp_path / "a").secrets_path, Settings(var=tmp_path / "b").secrets_path
    assert one != other
    assert not one.is_relative_to(Path.cwd())
