"""Mail addresses: whether one can be one, and whether every server can be asked to take it."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr

LONGEST = 254  # RFC 5321
LETTERS = re.compile(r"[^\W\x00-\x7f]")  # that are not ASCII: josé, börne


def is_address(text: str) -> bool:
    """Whether this is one address, with a domain that has a dot: `naam@gemeente.nl`."""
    if len(text) > LONGEST or not text.isprintable():
        return False
    try:
        address = Address(addr_spec=LETTERS.sub("x", text))  # which knows ASCII only
    except (ValueError, HeaderParseError, IndexError):
        return False
    return bool(address.username) and "." in address.domain.strip(".") and ".." not in address.domain


def needs_utf8(address: str) -> bool:
    """Whether only a server with SMTPUTF8 can take it: its domain may be written in ASCII, its name may not."""
    return not address.rpartition("@")[0].isascii()


def for_server(address: str) -> str:
    """The address with its domain in ASCII (IDNA), as every server takes it."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def domain_of(sender: str) -> str:
    """The domain of `Domeinwacht <domeinwacht@gemeente.nl>`, for Message-IDs."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
