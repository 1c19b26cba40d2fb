"""`make demo` as a newcomer runs it: it ends with the address of the site, and its mails lead into that site."""

from __future__ import annotations

import email.policy
import os
import re
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

from lxml import html

PATIENCE = 540  # of a machine that does other work too
DEMO = "from flows.cli import main; main()"


def test_the_demo_prints_the_address_of_the_site_and_its_mails_link_into_it(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DOMEINWACHT_", "PREFECT_"))}
    done = subprocess.run(
        [sys.executable, "-c", DEMO, "demo"],
        env=kept | {"DOMEINWACHT_VAR": str(tmp_path)},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (address,) = re.findall(r"7\. Website: .*\n +(file://\S+)", done.stdout)
    index = Path(unquote(urlparse(address).path))
    assert index == tmp_path / "demo" / "site" / "index.html"
    assert "Borne" in html.fromstring(index.read_bytes()).text_content()
    mails = sorted((tmp_path / "demo" / "mail").glob("*.eml"))
    assert mails
    for path in mails:
        links = of_site(path, address.removesuffix("index.html"))
        assert any("/cijfers/" in link for link in links), path
        for link in links:
            page, place = urldefrag(link)
            tree = html.fromstring(Path(unquote(urlparse(page).path)).read_bytes())
            assert not place or tree.xpath("//*[@id = $place]", place=place), link


def of_site(mail: Path, site: str) -> set[str]:
    """The links of a mail that begin with the address of the site; both ways to read it have the same."""
    made = message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    rich, plain = made.get_body(("html",)), made.get_body(("plain",))
    assert rich is not None
    assert plain is not None
    found = {str(link) for link in html.fromstring(rich.get_content()).xpath("//a/@href")}
    found = {link for link in found if link.startswith(site)}
    assert all(link in plain.get_content() for link in found), mail
    return found
