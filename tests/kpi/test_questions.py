"""`docs/questions.md`: the ten questions, each command run on the real documents, its output held to the letter.

`pytest tests/kpi/test_questions.py --regenerate` writes the outputs anew; read the difference line by line.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from flows.cli import main, output
from infra.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
SHOWN = re.compile(r"^    \$ (?P<command>domeinwacht .+)\n(?:(?!    \$ )    .*\n)*", re.MULTILINE)
WIDTH = 80


def test_the_ten_questions_are_answered_as_they_stand_there(
    real_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(output, "PIPE_WIDTH", WIDTH)
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE", str(real_settings.warehouse_path))

    def answer(command: str) -> str:
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, capsys.readouterr().err
        lines = [line.rstrip() for line in capsys.readouterr().out.strip("\n").splitlines()]
        assert max(map(len, lines)) <= WIDTH, command
        return "".join(f"    {line}\n" for line in lines if line)

    page = PAGE.read_text(encoding="utf-8")
    commands = [shown["command"] for shown in SHOWN.finditer(page)]
    assert len(re.findall(r"^## \d+\.", page, re.MULTILINE)) == 10
    assert len(commands) >= 10
    answered = SHOWN.sub(lambda shown: f"    $ {shown['command']}\n{answer(shown['command'])}", page)
    if request.config.getoption("regenerate"):
        PAGE.write_text(answered, encoding="utf-8")
    assert answered == PAGE.read_text(encoding="utf-8")
