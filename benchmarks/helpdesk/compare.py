"""Against django-helpdesk on the same PostgreSQL, in turn: DATABASE_URL=… python benchmarks/helpdesk/compare.py

    scripts/with-postgres python benchmarks/helpdesk/compare.py --size 200000

Makes a virtual environment and two databases of its own, fills both (what is filled already is used again) and asks
both sides the same things by turns. Its staff list is asked for the data alone, without the page around it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

from asked import Side, in_turn
from run import analyze, filled, manage, own_database, say
from timing import machine

PEER = "django-helpdesk==2.6.1"
GOALS = {"list of 25": 10, "filtered list": 2, "detail": 1, "create": 1}


def main() -> None:
    options = parsed()
    url, folder = os.environ["DATABASE_URL"], options.folder
    ours = {"VAR_DIR": str(folder / f"helpdesk-{options.size}"), "DATABASE_URL": own_database(url, options.database)}
    environment = {**os.environ, **ours, "LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "wangdu.settings"}
    Path(ours["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
    if not filled(environment, options.size):
        say(f"generating {options.size:,} cases of one organ …")
        manage(environment, "generate_cases", "--count", str(options.size), "--organs", "1", "--workers", "2")
        analyze(environment)
    say(f"{PEER}: its environment, {options.size:,} tickets …")
    theirs = {"PEER_URL": own_database(url, f"helpdesk_{options.size}"), "PEER_FOLDER": str(folder / "peer-media")}
    sides = (
        Side(sys.executable, str(HERE / "ours.py"), **ours),
        Side(peer_python(folder), str(HERE / "peer.py"), str(options.size), **theirs),
    )
    print(table(*sides, rounds=options.rounds))
    print(f"\n{options.size:,} rows on each side, {options.rounds} rounds in turn, the median of each. {machine()}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR", HERE.parents[1] / "var")))
    options = parser.parse_args()
    options.database = f"wangdu_one_organ_{options.size}"
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        parser.error("DATABASE_URL must name a PostgreSQL server: scripts/with-postgres python benchmarks/helpdesk/…")
    return options


def peer_python(folder: Path) -> str:
    python = folder / "peer" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "peer")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", PEER, "psycopg[binary]"], check=True)
    return str(python)


def table(ours: Side, theirs: Side, *, rounds: int) -> str:
    """A row per question; what stands behind a comma in ours is set against the same of theirs."""
    lines = ["| what | ours ms | django-helpdesk ms | times faster | goal |", "|---|---|---|---|---|"]
    for name in ours.names:
        asked = name.partition(",")[0]
        mine, other = (1000 * seconds for seconds in in_turn(ours, name, theirs, asked, rounds=rounds))
        goal = GOALS.get(name, "–")
        lines.append(f"| {name} | {mine:.1f} | {other:.1f} | {other / mine:.1f} | {goal} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
