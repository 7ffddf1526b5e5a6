"""The long versions: python tests/faults/run.py NAME… [--rounds N]. Prints the rows of docs/durability.md.

Loopback addresses only; every loop has an end. One at a time: they measure a machine, not each other.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.result import HEAD, Result  # noqa: E402
from faults.scenarios import SCENARIOS  # noqa: E402


def main() -> int:
    options = _options()
    results = [_run(name, options.rounds) for name in options.names]
    print(HEAD)
    for result in results:
        print(result.row())
    for result in results:
        for failure in result.failures:
            print(f"FAILED {result.name}: {failure}", file=sys.stderr)
    return 0 if all(result.ok for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    listed = "\n".join(f"  {name:18} {scenario.rounds:6}  {scenario.about}" for name, scenario in SCENARIOS.items())
    parser.epilog = f"names, usual rounds:\n{listed}"
    parser.add_argument("names", nargs="+", choices=[*SCENARIOS, "all"], metavar="NAME")
    parser.add_argument("--rounds", type=int)
    options = parser.parse_args()
    options.names = list(SCENARIOS) if "all" in options.names else options.names
    return options


def _run(name: str, rounds: int | None) -> Result:
    scenario, started = SCENARIOS[name], time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix=f"faults-{name}."))
    result = scenario.play(folder, rounds or scenario.rounds)
    result.seconds = time.monotonic() - started
    print(f"{name}: {'ok' if result.ok else 'FAILED'} in {result.seconds:.0f} s", file=sys.stderr)
    if result.ok:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"{name}: left for inspection in {folder}", file=sys.stderr)
    return result


if __name__ == "__main__":
    sys.exit(main())
