"""Which outcomes may stand together, and which one heads a decision with several parts (第六十三条至第七十三条)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .facts import Fact
from .findings import Finding
from .terms import CORRECTIONS, Edition, Outcome

WITH_REMAKE = (Outcome.REVOKED, Outcome.PARTLY_REVOKED)
WITH_COMPENSATION = (
    Outcome.ALTERED,
    Outcome.REVOKED,
    Outcome.PARTLY_REVOKED,
    Outcome.DECLARED_UNLAWFUL,
    Outcome.DECLARED_VOID,
)


def headline(outcome: Outcome, parts: Iterable[Mapping[str, Any]]) -> Outcome:
    """The strongest correction among the parts, else the outcome that was given."""
    given = {part["outcome"] for part in parts}
    return next((correction for correction in CORRECTIONS if correction in given), outcome)


def combination_findings(fact: Fact, *, edition: Edition) -> list[Finding]:
    """What a conclusion combines against the law: outcomes of one act, 责令重作, 赔偿."""
    outcomes = _outcomes(fact)
    findings = [_not_together(act) for act, group in _by_act(fact).items() if not _may_stand_together(group)]
    with_remake = WITH_REMAKE + ((Outcome.DECLARED_UNLAWFUL,) if edition is Edition.LAW_2017 else ())
    if fact.get("remake") and not outcomes & set(with_remake):
        article = "原第二十八条第一款第三项" if edition is Edition.LAW_2017 else "第六十四条第一款"
        findings.append(Finding("remake_without_revocation", article, "只有撤销、部分撤销时可以责令重新作出行政行为"))
    if fact.get("compensation") and not outcomes & set(WITH_COMPENSATION):
        article = "原第二十九条" if edition is Edition.LAW_2017 else "第七十二条第一款"
        findings.append(Finding("compensation_without_correction", article, "本结案方式不能同时决定给予赔偿"))
    return findings


def _outcomes(fact: Fact) -> set[Outcome]:
    return {fact.get("outcome")} | {part["outcome"] for part in fact.get("parts") or ()}


def _by_act(fact: Fact) -> dict[str, set[Outcome]]:
    groups: dict[str, set[Outcome]] = defaultdict(set)
    for part in fact.get("parts") or ():
        groups[str(part["act"])].add(part["outcome"])
    return groups


def _may_stand_together(outcomes: set[Outcome]) -> bool:
    """One outcome per act; but part of an act may be revoked and the rest upheld, or a part mediated."""
    rest = outcomes - {Outcome.MEDIATED}
    return len(rest) <= 1 or rest == {Outcome.PARTLY_REVOKED, Outcome.UPHELD}


def _not_together(act: str) -> Finding:
    return Finding("outcomes_not_combinable", "第二十二条第四款", f"{act}：同一行政行为的各部分决定不能并存，请核对")
