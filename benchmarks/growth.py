"""The same pages at two sizes, asked by turns, so that a busy machine is busy for both.

    scripts/with-postgres python benchmarks/growth.py --database postgresql --sizes 10000,1000000 --cases-per-organ 5000

With --cases-per-organ both organs have as many cases and show the same number of rows; without it the largest organ of
each is asked, which is a hundred times larger too. Takes the options of run.py and the databases that it makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from asked import Side, in_turn
from run import parsed, ready
from timing import machine

HERE = Path(__file__).resolve().parent
ROUNDS = 40


def main() -> None:
    options = parsed(__doc__)
    small, large = options.sizes
    sides = [Side(sys.executable, str(HERE / "pages.py"), **ready(options, size)) for size in (small, large)]
    print(f"| page | {small:,}: ms | {large:,}: ms | growth |\n|---|---|---|---|")
    for name in sides[0].names:
        first, second = in_turn(sides[0], name, sides[1], name, rounds=ROUNDS)
        print(f"| {name} | {1000 * first:.1f} | {1000 * second:.1f} | {second / first:.2f} |", flush=True)
    print(f"\n{options.database}, {ROUNDS} rounds in turn, the median of each. {machine()}")


if __name__ == "__main__":
    main()
