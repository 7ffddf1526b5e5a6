"""Is the log what was written? Names what was edited, deleted, inserted or moved, a cut tail, a lost case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cases import chain
from cases.batches import SIZE, pk_ranges
from cases.models import Anchor, Case, Event
from cases.rules.errors import Malformed

SEQ = chain.COLUMNS.index("seq")


class Flaw(NamedTuple):
    """Something that is not as it was written."""

    case: str
    seq: int | None
    what: str

    def __str__(self) -> str:
        place = _("第%(n)s项") % {"n": self.seq} if self.seq else ""
        return f"{self.case} {place}：{self.what}" if place else f"{self.case}：{self.what}"


class Link(NamedTuple):
    """One row of a chain: the values of `chain.COLUMNS`, and its hash."""

    row: tuple[Any, ...]
    hash: str

    @property
    def seq(self) -> int:
        return int(self.row[SEQ])


class Seen(NamedTuple):
    cases: int
    events: int
    flaws: list[Flaw]


# ---------- the chains ----------


def chains() -> Iterator[Seen]:
    """All cases, a batch at a time."""
    for ids in pk_ranges(Case.objects.all()):
        cases = Case.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "number", "events_count", "head")
        links: dict[int, list[Link]] = {pk: [] for pk in ids}
        rows = (
            Event.objects.filter(case_id__in=ids)
            .order_by("case_id", "seq")
            .values_list("case_id", "hash", *chain.COLUMNS)
        )
        for case_id, sealed, *values in rows.iterator(chunk_size=5000):
            links[case_id].append(Link(tuple(values), sealed))
        flaws = [flaw for pk, number, count, head in cases for flaw in check(number, count, head, links[pk])]
        yield Seen(len(ids), sum(map(len, links.values())), flaws)


def check(number: str, count: int, head: str, links: Sequence[Link]) -> list[Flaw]:
    """One case: its chain, and whether the case itself says the same of it."""
    if _whole(links) and len(links) == count and (links[-1].hash if links else "") == head:
        return []
    found = [Flaw(number, seq, what) for seq, what in _inner(links)]
    last = links[-1].seq if links else 0
    if last < count:
        found += [Flaw(number, seq, _("被删除")) for seq in range(last + 1, count + 1)]
    elif last > count:
        found += [
            Flaw(number, seq, _("是插入的：案件只登记了%(n)s项") % {"n": count}) for seq in range(count + 1, last + 1)
        ]
    elif not found:
        found.append(Flaw(number, last, _("与案件所记的链尾不符")))
    return found


def _whole(links: Sequence[Link]) -> bool:
    previous = ""
    for place, link in enumerate(links, start=1):
        if link.seq != place or chain.digest(previous, link.row) != link.hash:
            return False
        previous = link.hash
    return True


def _inner(links: Sequence[Link]) -> Iterator[tuple[int, str]]:
    """What is wrong between the first and the last row that are there."""
    present = {link.seq: link for link in links}
    for seq in range(1, (links[-1].seq if links else 0) + 1):
        if seq not in present:
            yield seq, _("被删除")
        elif not _follows(present[seq], present.get(seq - 1), seq):
            yield seq, _reason(present[seq], links)


def _follows(link: Link, previous: Link | None, seq: int) -> bool:
    """Whether a row belongs where it stands. Behind a gap that cannot be told; the gap is named anyway."""
    if previous is None and seq > 1:
        return True
    return chain.digest(previous.hash if previous else "", link.row) == link.hash


def _reason(link: Link, links: Sequence[Link]) -> str:
    """A row that fits at another place was moved there; one that fits nowhere was edited or forged."""
    heads = ["", *(other.hash for other in links)]
    for seq in range(1, len(links) + 2):
        row = (*link.row[:SEQ], seq, *link.row[SEQ + 1 :])
        if any(chain.digest(previous, row) == link.hash for previous in heads):
            return _("被移动：原为第%(n)s项") % {"n": seq} if seq != link.seq else _("前一项的校验值被改动")
    return _("内容被改动，或者是插入的")


# ---------- the anchors ----------


def against_anchors() -> Iterator[Flaw]:
    """What the anchors in the database say: there can only be more cases and events than there were."""
    last = Anchor.objects.order_by("-pk").first()
    if last is None:
        return
    cases, events = Case.objects.count(), Event.objects.count()
    yield from _fewer(_("存证 %(at)s") % {"at": f"{last.at:%Y-%m-%d %H:%M}"}, last.cases, last.events, cases, events)
    if (cases, events) == (last.cases, last.events) and root() != last.root:
        yield Flaw(_("存证"), None, _("根校验值不符，事项记录在存证之后被改动"))


def root() -> str:
    rows = Case.objects.order_by("pk").values_list("pk", "events_count", "head").iterator(chunk_size=2000)
    return chain.merkle_root(chain.leaf(*row) for row in rows)


def against_file(file: Path) -> Iterator[Flaw]:
    """Every head that was ever anchored must still stand where it stood."""
    waiting: list[Mapping[str, Any]] = []
    for line in _lines(file):
        if "case" in line:
            waiting.append(line)
        elif "anchor" in line:
            yield from _anchor(line)
        if len(waiting) == SIZE:
            yield from _heads(waiting)
            waiting = []
    yield from _heads(waiting)


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                data = json.loads(line)
            except ValueError:
                raise Malformed("bad_anchor", _("存证文件第%(n)s行无法读取") % {"n": number}) from None
            if isinstance(data, dict):
                yield data


def _heads(anchored: Sequence[Mapping[str, Any]]) -> Iterator[Flaw]:
    ids = {line["case"] for line in anchored}
    numbers = dict(Case.objects.filter(pk__in=ids).values_list("pk", "number"))
    rows = Event.objects.filter(case_id__in=ids, seq__in={line["events"] for line in anchored})
    hashes = {(case_id, seq): sealed for case_id, seq, sealed in rows.values_list("case_id", "seq", "hash")}
    for line in anchored:
        number, seq = line["number"], line["events"]
        if line["case"] not in numbers:
            yield Flaw(number, None, _("案件消失"))
        elif (line["case"], seq) not in hashes:
            yield Flaw(number, seq, _("链尾被截断：存证时有%(n)s项") % {"n": seq})
        elif hashes[line["case"], seq] != line["head"]:
            yield Flaw(number, seq, _("与存证不符：此项或者更早的事项被改写"))


def _anchor(line: Mapping[str, Any]) -> Iterator[Flaw]:
    kept = Anchor.objects.filter(pk=line["anchor"]).values_list("root", flat=True).first()
    name = _("存证 %(at)s") % {"at": str(line["at"])[:16].replace("T", " ")}
    if kept is None:
        yield Flaw(name, None, _("数据库中没有这一存证"))
    elif kept != line["root"]:
        yield Flaw(name, None, _("数据库中的根校验值与存证文件不符"))
    yield from _fewer(name, line["cases"], line["events"], Case.objects.count(), Event.objects.count())


def _fewer(name: str, cases: int, events: int, cases_now: int, events_now: int) -> Iterator[Flaw]:
    if cases_now < cases:
        yield Flaw(name, None, _("当时有案件%(then)s件，现在只有%(now)s件") % {"then": cases, "now": cases_now})
    if events_now < events:
        yield Flaw(name, None, _("当时有事项%(then)s项，现在只有%(now)s项") % {"then": events, "now": events_now})
