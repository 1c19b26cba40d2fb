"""What a printed figure is worth: Polars expressions over the text of cells.

A point is always a thousands separator and a comma the decimal mark. Only `1.234.567` or `1234567`, with or
without `,89`, counts as a number; anything else with a digit in it is no number, and is never guessed at.
"""

from __future__ import annotations

import polars as pl

from tasks.frames import MONEY

MINUS = r"(?:-/-|[-\x{2212}\x{2013}\x{2014}])"
# A non-breaking space is typed on purpose inside a number; a plain space may stand between two cells.
NUMBER = r"(?:\d{1,3}(?:[.\x{A0}\x{202F}]\d{3})+|\d+)"
FIGURE = (
    rf"^\s*(?:(?P<before>[VN])\s+)?(?P<minus>{MINUS})?\s*\+?\s*(?:€|EUR)?\s*(?P<inner>{MINUS})?\s*(?P<open>\()?\s*(?:€\s*)?(?P<nested>{MINUS})?\s*"
    rf"(?P<whole>{NUMBER})(?P<fraction>,\d+)?(?:,[-\x{{2013}}=]{{1,2}})?"
    rf"\s*(?P<percent>%)?(?P<footnote>\d)?\s*(?P<scale>[Kk]|mln\.?|miljoen|[Mm](?:€)?)?\s*(?:€|euro)?"
    rf"\s*(?P<trailing>-/-|[-\x{{2212}}\x{{2013}}])?\s*(?P<close>\))?\s*(?P<after>%)?"
    rf"\s*(?P<mark>\*+|[¹²³⁴-⁹]+)?\s*(?:\((?P<year>(?:19|20)\d\d)\)(?P<note>\d|[¹²³⁴-⁹]+|\*+)?)?"
    rf"\s*(?:fte|uur|uren|dagen|weken|maanden)?\s*\(?(?P<flag>[VNISU](?:[/ ]?[IS])?)?\)?\s*$"
)
EMPTY = rf"^\s*(?:€\s*)?{MINUS}+\s*(?:€|,-)?\s*\*?\s*$"
FLAG = r"^\s*\(?(?:[VNISU]|[vn]|[VN][/ ]?[IS]|I/S|(?i:voorde(?:el|lig)|nade(?:el|lig)))\)?\s*$"
WORD = (
    r"(?i)^\s*(?:n\.?\s?v\.?\s?t\.?|n\.?\s?n?\.?\s?b\.?|n/a|(?:nog )?niet (?:beschikbaar|bekend|gemeten)|geen data"
    r"|onbekend|vervalt|gaat vervallen|geen|gereed|ja|nee|p\.?m\.?|nihil)"
    r"\s*[\d*¹²³⁴-⁹]*\s*$"
)
YEAR = r"^(?:19[89]\d|20[0-4]\d)$"


def figures(text: str = "text") -> list[pl.Expr]:
    """The columns that say what kind of text a cell holds and what it is worth, scale left aside."""
    parts = pl.col(text).str.extract_groups(FIGURE)
    return [
        parts.alias("parts"),
        pl.col(text).str.contains(r"\d").alias("has_digit"),
        pl.col(text).str.contains(EMPTY).alias("is_empty"),
        pl.col(text).str.contains(FLAG).alias("is_flag"),
        pl.col(text).str.contains(WORD).alias("is_word"),
        pl.col(text).str.contains(YEAR).alias("is_year"),
        pl.col(text).str.contains("€").alias("has_euro"),
    ]


def worth() -> list[pl.Expr]:
    """The columns of a figure, from the groups that `figures` took apart."""
    return [
        _value().alias("printed"),
        (_has("percent") | _has("after")).alias("has_percent"),
        _own_scale().alias("own_scale"),
        _part("year").alias("own_period"),
        _mark().alias("mark"),
    ]


def _part(name: str) -> pl.Expr:
    return pl.col("parts").struct.field(name)


def _has(name: str) -> pl.Expr:
    return _part(name).is_not_null() & (_part(name) != "")


def _value() -> pl.Expr:
    digits = _part("whole").str.replace_all(r"\D", "")
    decimal = pl.concat_str(digits, _part("fraction").str.replace(",", ".").fill_null(""))
    amount = decimal.cast(MONEY, strict=False)
    minus = _has("minus") | _has("inner") | _has("nested") | _has("trailing") | (_has("open") & _has("close"))
    # A digit glued on is a footnote only behind a percent sign; brackets come in pairs.
    # Euros have two decimals at most: "€198,999,-" may be 198.999 or 198,999 and is left unread.
    broken = (
        (_has("open") != _has("close"))
        | (_has("footnote") & ~_has("percent"))
        | (pl.col("has_euro") & (_part("fraction").str.len_chars() == 4) & _part("scale").is_null())
    ).fill_null(False)
    return pl.when(broken).then(None).when(minus).then(-amount).otherwise(amount)


def _own_scale() -> pl.Expr:
    letter = _part("scale").str.to_lowercase().str.slice(0, 1)
    return pl.when(letter == "k").then(1_000).when(letter == "m").then(1_000_000).otherwise(None).cast(pl.Int64)


def _mark() -> pl.Expr:
    return pl.concat_str(
        [_part(name).fill_null("") for name in ("footnote", "mark", "note", "before", "flag")], separator=""
    ).str.strip_chars()
