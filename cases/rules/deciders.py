"""Who decides: 复议机关 (the county government) or its 复议机构 (the judicial bureau), by edition (law: §3.4)."""

from __future__ import annotations

from typing import Final, NamedTuple

from .terms import Edition, Kind, Outcome, Term


class Decider(Term):
    AUTHORITY_HEAD = "authority_head", "复议机关负责人（或者集体讨论）"
    AUTHORITY = "authority", "复议机关"
    INSTITUTION_HEAD = "institution_head", "复议机构负责人"
    INSTITUTION = "institution", "复议机构"


class Decision(NamedTuple):
    by: Decider
    article: str


_A, _AH, _I, _IH = Decider.AUTHORITY, Decider.AUTHORITY_HEAD, Decider.INSTITUTION, Decider.INSTITUTION_HEAD

_LAW_2017: Final = {
    Kind.SUPPLEMENT_REQUESTED: Decision(_I, "实施条例第二十九条"),
    Kind.NOT_FILED: Decision(_A, "原第十七条第一款"),
    Kind.COPY_SENT: Decision(_I, "原第二十三条第一款"),
    Kind.HEARING_NOTIFIED: Decision(_I, "实施条例第三十三条"),
    Kind.PARTY_JOINED: Decision(_I, "实施条例第九条"),
    Kind.EXECUTION_STAYED: Decision(_A, "原第二十一条"),
    Kind.EXTENDED: Decision(_AH, "原第三十一条第一款"),
    Kind.SUSPENDED: Decision(_I, "实施条例第四十一条"),
    Kind.RESUMED: Decision(_I, "实施条例第四十一条"),
    Kind.CONCLUDED: Decision(_AH, "原第二十八条第一款"),
    Kind.OPINION_ISSUED: Decision(_A, "实施条例第五十七条第一款"),
}
_LAW_2023: Final = {
    Kind.SUPPLEMENT_REQUESTED: Decision(_A, "第三十一条第一款"),
    Kind.NOT_FILED: Decision(_A, "第三十条第二款"),
    Kind.FILED: Decision(_A, "第三十条第一款"),
    Kind.PROCEDURE_SWITCHED: Decision(_IH, "第五十五条"),
    Kind.COPY_SENT: Decision(_I, "第四十八条"),
    Kind.OPINION_HEARD: Decision(_I, "第四十九条"),
    Kind.HEARING_NOTIFIED: Decision(_I, "第五十一条"),
    Kind.PARTY_JOINED: Decision(_I, "第十六条"),
    Kind.EXECUTION_STAYED: Decision(_A, "第四十二条"),
    Kind.EXTENDED: Decision(_IH, "第六十二条第一款"),
    Kind.SUSPENDED: Decision(_A, "第三十九条"),
    Kind.RESUMED: Decision(_A, "第三十九条"),
    Kind.CONCLUDED: Decision(_AH, "第六十一条第一款"),
    Kind.OPINION_ISSUED: Decision(_A, "第七十六条"),
}
_CONCLUSIONS_2023: Final = {
    Outcome.DISMISSED: Decision(_A, "第三十三条"),
    Outcome.TERMINATED: Decision(_A, "第四十一条"),
    Outcome.MEDIATED: Decision(_A, "第七十三条第一款"),
}


def decider(kind: Kind, *, edition: Edition, outcome: Outcome | None = None) -> Decision | None:
    """Who decides on a step, with the article; None where the law asks for no decision."""
    if edition is Edition.LAW_2017:
        return _LAW_2017.get(kind)
    if kind is Kind.CONCLUDED and outcome in _CONCLUSIONS_2023:
        return _CONCLUSIONS_2023[outcome]
    return _LAW_2023.get(kind)
