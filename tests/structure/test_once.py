"""What is worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.structure.page.once import once

ASKED: list[int] = []


@dataclass(frozen=True)
class Thing:
    number: int

    @once
    def double(self) -> int:
        """Twice the number."""
        ASKED.append(self.number)
        return 2 * self.number


def test_each_thing_is_asked_once_and_has_its_own_answer() -> None:
    one, other = Thing(1), Thing(2)
    assert [one.double, other.double, one.double, other.double] == [2, 4, 2, 4]
    assert ASKED == [1, 2]
    assert one == Thing(1)
    assert Thing.double.__doc__ == "Twice the number."
