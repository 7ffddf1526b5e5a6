"""One command for all measurements: fills databases of several sizes, measures each, prints what grows and how.

    python benchmarks/run.py --sizes 10000,100000                                      SQLite
    scripts/with-postgres python benchmarks/run.py --sizes 10000,100000 --database postgresql

Databases lie in VAR_DIR/benchmarks (SQLite) or on the server of DATABASE_URL (made there as wangdu_10000_200: cases and
organs); what is filled already is used again. The results are kept as JSON beside them. Read the ratios: milliseconds
differ by machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def main() -> int:
    options = parsed()
    results = []
    for size in options.sizes:
        environment = ready(options, size)
        say(f"measuring {size:,} cases …")
        results.append(measured(environment, options.import_rows))
    file = options.folder / f"{options.database}.json"
    file.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    print(table(results))
    say(f"kept in {file}")
    return 1 if any(result["failed"] for result in results) else 0


def parsed(description: str | None = __doc__) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[10_000, 100_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--organs", type=int, default=200)
    parser.add_argument("--cases-per-organ", type=int, help="in place of --organs; measures an organ that has as many")
    parser.add_argument("--import-rows", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR", ROOT / "var")) / "benchmarks")
    options = parser.parse_args()
    if options.database == "postgresql" and "postgres" not in os.environ.get("DATABASE_URL", ""):
        parser.error("DATABASE_URL must name a PostgreSQL server: scripts/with-postgres python benchmarks/run.py …")
    return options


def ready(options: argparse.Namespace, size: int) -> dict[str, str]:
    """The environment of a database of this size, filled."""
    environment = place(options, size)
    if not filled(environment, size):
        say(f"generating {size:,} cases …")
        manage(environment, "generate_cases", "--count", str(size), "--organs", str(organs(options, size)))
    analyze(environment)
    return environment


def organs(options: argparse.Namespace, size: int) -> int:
    return max(1, size // options.cases_per_organ) if options.cases_per_organ else int(options.organs)


def place(options: argparse.Namespace, size: int) -> dict[str, str]:
    """The environment in which everything about one size runs."""
    name = f"{size}_{organs(options, size)}"
    folder = options.folder / f"{options.database}-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "wangdu.settings",
    }
    environment.pop("KEYS_DIR", None)
    if options.cases_per_organ:
        environment["CASES_PER_ORGAN"] = str(options.cases_per_organ)
    if options.database == "sqlite":
        environment.pop("DATABASE_URL", None)
    else:
        environment["DATABASE_URL"] = own_database(os.environ["DATABASE_URL"], f"wangdu_{name}")
    return environment


def own_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
    return url.rpartition("/")[0] + f"/{name}"


def filled(environment: dict[str, str], size: int) -> bool:
    ask = "from cases.models import Case; print(Case.objects.count())"
    found = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", ask],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    return found.returncode == 0 and found.stdout.strip().isdigit() and int(found.stdout) >= size


def analyze(environment: dict[str, str]) -> None:
    """What autovacuum would do within the minute: the planner must know what it plans for, and what an earlier
    measurement wrote and rolled back lies in the way of every index."""
    verb = "VACUUM ANALYZE" if "postgres" in environment.get("DATABASE_URL", "") else "ANALYZE"
    manage(environment, "shell", "-v0", "-c", f"from django.db import connection as c; c.cursor().execute('{verb}')")


def manage(environment: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True, stdout=sys.stderr)


def measured(environment: dict[str, str], import_rows: int) -> dict[str, Any]:
    environment = {**environment, "IMPORT_ROWS": str(import_rows)}
    found = subprocess.run(
        [sys.executable, str(HERE / "measure.py")],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    result: dict[str, Any] = json.loads(found.stdout)
    return result


# ---------- the table ----------


def table(results: list[dict[str, Any]]) -> str:
    """A row per measurement; for each size its time and its ratio to the limit; at last how it grew."""
    sizes = " | ".join(f"{result['cases']:,}: ms | ratio" for result in results)
    lines = [f"| what | against | goal | {sizes} | growth |", "|---" * (4 + 2 * len(results)) + "|"]
    named = [{row["name"]: row for row in result["measured"]} for result in results]
    for name, first in named[0].items():
        rows = [rows.get(name) for rows in named]
        cells = " | ".join(f"{row['ms']:.3g} | {row['ratio'] or '–'}" if row else "– | –" for row in rows)
        last = rows[-1]
        growth = f"{last['ms'] / first['ms']:.2f}" if last and len(rows) > 1 else "–"
        lines.append(f"| {name} | {first['against'] or '–'} | {first['goal'] or '–'} | {cells} | {growth} |")
    memory = " | ".join(f"{result['memory_mib']} MiB | " for result in results)
    lines.append(f"| memory of the process after the pages | – | 1.1 | {memory} | |")
    lines += ["", *(f"{result['database']}, {result['cases']:,} cases: {result['machine']}" for result in results)]
    lines += [f"failed: {name}: {why}" for result in results for name, why in result["failed"].items()]
    return "\n".join(lines)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
