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
    for element in root.iter() if unseen else ():
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        styles = [unseen[name] for name in sorted(names & unseen.keys())]
        own = element.get("style", "")
        if styles and not (names & shown) and not SHOWN.search(own) and _in_table(element):
            element.set("style", ";".join((*styles, own)))


def _rules(text: str) -> list[tuple[str, str]]:
    """The classes and ids of a style sheet with what is said of them."""
    found = []
    for selectors, style in RULE.findall(text):
        names = (SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
        found += [(name[1], style) for name in names if name]
    return found


def _in_table(element: etree._Element) -> bool:
    return next(element.iterancestors("table"), None) is not None
