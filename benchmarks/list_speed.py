"""The list of fifty cases against the stock admin's list of the same columns: processor time, and bytes of HTML.

    python benchmarks/list_speed.py        on the database of VAR_DIR or DATABASE_URL, filled by `generate_cases`

Both are asked through the whole stack, in turn and in one process; the stock list has Django's own templates.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangdu.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.conf import settings
from django.contrib import admin
from django.db.models import Count
from django.test import Client, override_settings
from django.urls import path
from timing import machine

from cases.models import Case, User
from wangdu import urls

ROUNDS, BLOCK, MOST_BYTES = 12, 5, 120_000
STOCK_TEMPLATES = Path(admin.__file__).parent / "templates"


class StockCases(admin.ModelAdmin):
    """What somebody would write in a minute."""

    list_display = ("number", "accepted_on", "applicants", "respondent", "state", "stage", "outcome", "due_on",
                    "provisional", "handler", "second")  # fmt: skip
    list_filter = ("state", "stage", "outcome", "provisional")
    list_select_related = ("respondent", "handler", "second")
    search_fields = ("number", "applicants")
    list_per_page = 50
    ordering = ("due_key", "id")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(organ=request.user.organ)


stock = admin.AdminSite(name="stock")
stock.register(Case, StockCases)
urlpatterns = [path("stock/", stock.urls), *urls.urlpatterns]
WITH_STOCK = override_settings(
    ROOT_URLCONF=__name__,
    TEMPLATES=[{**settings.TEMPLATES[0], "DIRS": [STOCK_TEMPLATES]}],
)


def main() -> int:
    organ = Case.objects.values("organ").annotate(n=Count("pk")).order_by("-n").values_list("organ", "n")[0]
    user = User.objects.get(organ=organ[0], username__startswith="supervisor")
    user.is_staff = True
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="cases.backends.RoleBackend")
    own, theirs, sizes = [], [], {}
    for _round in range(ROUNDS):
        own.append(cpu(client, "/cases/", sizes))
        with WITH_STOCK:
            theirs.append(cpu(client, "/stock/cases/case/", sizes))
    ours, limit = min(own), min(theirs)
    print(machine())
    print(f"{organ[1]:,} cases of the organ; processor time of one page, the best of {ROUNDS} blocks of {BLOCK}")
    print(f"our list         {ours * 1000:7.1f} ms   {sizes['/cases/']:,} bytes (at most {MOST_BYTES:,})")
    print(f"the stock list   {limit * 1000:7.1f} ms   {sizes['/stock/cases/case/']:,} bytes")
    print(f"ratio            {ours / limit:7.2f}      (at most 1)")
    return int(ours > limit or sizes["/cases/"] > MOST_BYTES)


def cpu(client: Client, address: str, sizes: dict[str, int]) -> float:
    """Seconds of processor a page, after one that fills the caches."""
    sizes[address] = fetched(client, address)
    started = time.process_time()
    for _time in range(BLOCK):
        fetched(client, address)
    return (time.process_time() - started) / BLOCK


def fetched(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(answer.content)


if __name__ == "__main__":
    raise SystemExit(main())
