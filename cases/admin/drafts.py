"""Registrations that are not finished: kept encrypted, for the person who typed them, until they become a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from cases.models import Draft

from .who import user_of

LIMIT = 60_000
MOST = 20
SKIPPED = frozenset({"csrfmiddlewaretoken", "token", "draft", "confirmed"})


class OpenDraft:
    """A draft with its content read."""

    def __init__(self, row: Draft) -> None:
        self.row = row
        self.querydict = QueryDict(row.content, mutable=True)
        self.querydict["draft"] = str(row.pk)


def chosen(request: HttpRequest) -> OpenDraft | None:
    key = request.GET.get("draft", "")
    row = Draft.objects.filter(user=user_of(request), pk=key).first() if key.isdigit() and len(key) < 19 else None
    return OpenDraft(row) if row else None


def keep(request: HttpRequest, key: int | None) -> Draft:
    """Only the user's own; the oldest give way to new ones."""
    content = "&".join(part for part in [cleaned(request.POST).urlencode()] if part)[:LIMIT]
    title = " · ".join(filter(None, (request.POST.get("party-0-name"), request.POST.get("respondent"))))[:100]
    row = Draft.objects.filter(user=user_of(request), pk=key).first() if key else None
    row = row or Draft(user=user_of(request))
    row.title, row.content = title, content
    row.save()
    stale = Draft.objects.filter(user=user_of(request)).order_by("-updated_at").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(stale)).delete()
    return row


def discard(request: HttpRequest, key: int | None) -> None:
    if key:
        Draft.objects.filter(user=user_of(request), pk=key).delete()


def cleaned(data: QueryDict) -> QueryDict:
    copy = data.copy()
    for name in SKIPPED:
        copy.pop(name, None)
    return copy


def initial(data: QueryDict) -> dict[str, Any]:
    return {name: data[name] for name in data if not name.startswith("party-")}


def parties(data: QueryDict) -> list[dict[str, Any]]:
    """The blocks of the formset that were not taken out again."""
    found = []
    total = data.get("party-TOTAL_FORMS", "0")
    for place in range(min(int(total), 50) if total.isdigit() else 0):
        prefix = f"party-{place}-"
        block = {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
        if block and not block.get("DELETE"):
            found.append(block)
    return found
