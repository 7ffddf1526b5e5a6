"""What is searched knows its organ, and what is counted by the year is counted from the index alone.

The table of pairs is made and filled anew after every migration where it is missing (`cases.search`).
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

TABLE, CASES = "cases_search", "cases_case"
BESIDE = {"accepted": ["voided_on"], "filed": ["voided_on"], "closed": ["voided_on", "concluded_on", "outcome"]}


def drop(apps: Any, schema_editor: Any) -> None:
    on = f" ON {CASES}" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("insert", "update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{verb}{on}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def indexes() -> list[Any]:
    made: list[Any] = []
    for name, columns in BESIDE.items():
        index = models.Index(fields=["organ", f"{name}_on", "id"], name=f"case_by_{name}", include=columns)
        made += [migrations.RemoveIndex("case", index.name), migrations.AddIndex("case", index)]
    return made


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_deputies")]
    operations = [migrations.RunPython(drop, migrations.RunPython.noop), *indexes()]
