"""The style sheets inside a web page, as far as they hide or strike rows and cells of tables.

Only rules for a class or an id count. Parts of a page that are hidden until somebody clicks are a matter of scripts;
inside a table what a style sheet hides is not meant to be seen.
"""

from __future__ import annotations

import re

from lxml import etree

from tasks.structure.office.elements import NOT_SHOWN, STRUCK

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # one that is not closed goes on to the end
# Rules for some media only: what they show may be seen, what they hide may be hidden on paper alone.
MEDIA = re.compile(r"@[^{};@]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
RULE = re.compile(r"(?<![^{}@;])([^{}@;]++)\{([^{}]*+)\}")
SELECTOR = re.compile(r"(?<![a-z0-9])(?:[a-z][a-z0-9]*+)?([.#][\w-]+)", re.IGNORECASE)
SHOWN = re.compile(r"display\s*:\s*+(?!none)|visibility\s*:\s*visible", re.IGNORECASE)
LONGEST = 1_000_000


def apply_styles(root: etree._Element) -> None:
    """Gives what stands in tables the hiding and striking styles that the page has for its class or id."""
    text = COMMENT.sub(" ", "\n".join(style.text or "" for style in root.iter("style"))[:LONGEST])
    shown = {name for name, style in _rules(text) if SHOWN.search(style)}
    unseen = {
        name: style
        for name, style in _rules(MEDIA.sub(" ", text))
        if name not in shown and (NOT_SHOWN.search(style) or STRUCK.search(style))
    }
    styles: dict[tuple[str, str], str] = {}  # by class and id: the cells of a column have the same
    for element in root.xpath("//table//*[@class or @id]") if unseen else ():
        named = element.get("class", ""), element.get("id", "")
        if named not in styles:
            names = {f".{name}" for name in named[0].split()} | {f"#{named[1]}"}
            styles[named] = "" if names & shown else ";".join(unseen[name] for name in sorted(names & unseen.keys()))
        own = element.get("style", "")
        if styles[named] and not SHOWN.search(own):
            element.set("style", f"{styles[named]};{own}")


def _rules(text: str) -> list[tuple[str, str]]:
    """The classes and ids of a style sheet with what is said of them."""
    found = []
    for selectors, style in RULE.findall(text):
        names = (SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
        found += [(name[1], style) for name in names if name]
    return found
