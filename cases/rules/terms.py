"""The words of the trade: one term per idea, its code and its Chinese label, for code, API, screens and reports."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {member.value: member.label for member in cls}


class Edition(Term):
    """Which text of the law governs, by the day of receipt."""

    LAW_2017 = "2017", "2017年修正"
    LAW_2023 = "2023", "2023年修订"
    LAW_2026 = "2026", "2023年修订（2026年实施条例）"


class State(Term):
    """The headline of a case: the three of the county's yearly report, and the one it leaves out."""

    ACCEPTED = "accepted", "已收件"
    FILED = "filed", "已立案"
    CONCLUDED = "concluded", "已办结"
    NOT_FILED = "not_filed", "未立案终结"


class Stage(Term):
    """The finer place of a case on its way."""

    SCREENING = "screening", "审查"
    SUPPLEMENTING = "supplementing", "补正中"
    UNDER_REVIEW = "under_review", "审理中"
    SUSPENDED = "suspended", "中止"
    TO_BE_SERVED = "to_be_served", "待送达"
    SERVED = "served", "已送达"
    CLOSED = "closed", "已结"


class Kind(Term):
    """What can happen to a case."""

    RECEIVED = "received", "收件"
    SUPPLEMENT_REQUESTED = "supplement_requested", "通知补正"
    SUPPLEMENT_EXTENDED = "supplement_extended", "延长补正期限"
    SUPPLEMENTED = "supplemented", "收到补正材料"
    NOT_FILED = "not_filed", "未立案终结"
    FILED = "filed", "立案"
    PROCEDURE_SWITCHED = "procedure_switched", "变更审理程序"
    COPY_SENT = "copy_sent", "发送申请书副本"
    COPY_DELIVERED = "copy_delivered", "副本送达被申请人"
    ANSWERED = "answered", "书面答复"
    OPINION_HEARD = "opinion_heard", "听取意见"
    HEARING_NOTIFIED = "hearing_notified", "通知听证"
    HEARING_HELD = "hearing_held", "举行听证"
    COMMITTEE_CONSULTED = "committee_consulted", "咨询复议委员会"
    EXECUTION_STAYED = "execution_stayed", "停止执行"
    EXTENDED = "extended", "延长审理期限"
    SUSPENDED = "suspended", "中止"
    RESUMED = "resumed", "恢复审理"
    CLOCK_STOPPED = "clock_stopped", "停止计算期限"
    CLOCK_RESTARTED = "clock_restarted", "恢复计算期限"
    NORMATIVE_REVIEW_REQUESTED = "normative_review_requested", "提出附带审查"
    NORMATIVE_NOTIFIED = "normative_notified", "通知制定机关"
    NORMATIVE_TRANSFERRED = "normative_transferred", "转送有权机关"
    NORMATIVE_REPLIED = "normative_replied", "收到附带审查答复"
    PARTY_JOINED = "party_joined", "参加复议"
    PARTY_LEFT = "party_left", "退出复议"
    CLASSIFIED = "classified", "调整分类"
    ASSIGNED = "assigned", "指定承办人"
    CONCLUDED = "concluded", "办结"
    SERVED = "served", "送达"
    OPINION_ISSUED = "opinion_issued", "制发意见书"
    OPINION_ANSWERED = "opinion_answered", "意见书反馈"
    SUED = "sued", "复议后起诉"
    REMADE = "remade", "重新作出行政行为"
    PERFORMED = "performed", "履行"
    ARCHIVED = "archived", "归档"
    VOIDED = "voided", "作废"


class Disposition(Term):
    """How an application ended without being filed."""

    REFUSED = "refused", "不予受理"
    REDIRECTED = "redirected", "告知或转送"
    ABANDONED = "abandoned", "视为放弃"
    WITHDRAWN = "withdrawn", "撤回"
    SETTLED = "settled", "案前化解"


class Outcome(Term):
    """How a filed case ended; the corrections first, the strongest on top."""

    ALTERED = "altered", "变更"
    REVOKED = "revoked", "撤销"
    PARTLY_REVOKED = "partly_revoked", "部分撤销"
    DECLARED_UNLAWFUL = "declared_unlawful", "确认违法"
    DECLARED_VOID = "declared_void", "确认无效"
    ORDERED_TO_PERFORM = "ordered_to_perform", "责令履行"
    UPHELD = "upheld", "维持"
    CLAIM_REJECTED = "claim_rejected", "驳回请求"
    DISMISSED = "dismissed", "驳回申请"
    TERMINATED = "terminated", "终止"
    MEDIATED = "mediated", "调解"


CORRECTIONS = (
    Outcome.ALTERED,
    Outcome.REVOKED,
    Outcome.PARTLY_REVOKED,
    Outcome.DECLARED_UNLAWFUL,
    Outcome.DECLARED_VOID,
    Outcome.ORDERED_TO_PERFORM,
)


class Withdrawal(Term):
    """Why a withdrawn application was withdrawn: the composite correction rate asks."""

    VOLUNTARY = "voluntary", "申请人自愿撤回"
    SETTLED = "settled", "达成和解后撤回"
    RESPONDENT_CHANGED = "respondent_changed", "被申请人改变行政行为后撤回"


class Procedure(Term):
    ORDINARY = "ordinary", "普通程序"
    SUMMARY = "summary", "简易程序"


class ClockReason(Term):
    """Time that does not count towards the decision period without 中止."""

    APPRAISAL = "appraisal", "鉴定"
    INSPECTION = "inspection", "现场勘验"
    JURISDICTION = "jurisdiction", "协商或者指定管辖"


class Channel(Term):
    IN_PERSON = "in_person", "当面"
    POST = "post", "邮寄"
    ONLINE = "online", "网上"
    ORAL = "oral", "口头"
    FORWARDED = "forwarded", "转送"


class Role(Term):
    """What somebody is in a case."""

    APPLICANT = "applicant", "申请人"
    RESPONDENT = "respondent", "被申请人"
    THIRD_PARTY = "third_party", "第三人"
    REPRESENTATIVE = "representative", "代表人"
    AGENT = "agent", "代理人"


class PartyType(Term):
    PERSON = "person", "公民"
    FIRM = "firm", "法人"
    OTHER = "other", "其他组织"


class AgencyType(Term):
    """Kinds of respondents, as in the statutory form."""

    TOWNSHIP = "township", "乡镇政府"
    COUNTY_DEPARTMENT = "county_department", "县级政府的部门"
    COUNTY = "county", "县级政府"
    CITY_DEPARTMENT = "city_department", "市（地）级政府的部门"
    CITY = "city", "市（地）级政府"
    PROVINCE_DEPARTMENT = "province_department", "省级政府的部门"
    PROVINCE = "province", "省级政府"
    STATE_DEPARTMENT = "state_department", "国务院部门"
    OTHER = "other", "其他"


class ServiceMethod(Term):
    """How a document was served (民事诉讼法第八十八条至第九十五条)."""

    IN_PERSON = "in_person", "直接送达"
    LEFT = "left", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    ENTRUSTED = "entrusted", "委托送达"
    POST = "post", "邮寄送达"
    FORWARDED = "forwarded", "转交送达"
    PUBLIC_NOTICE = "public_notice", "公告送达"


class DeadlineKind(Term):
    APPLICATION = "application", "申请期限"
    SCREENING = "screening", "审查申请"
    SUPPLEMENT_NOTICE = "supplement_notice", "通知补正"
    SUPPLEMENT = "supplement", "补正"
    FORWARDING = "forwarding", "转送"
    AGREEMENT = "agreement", "协商管辖"
    COPY = "copy", "发送申请书副本"
    ANSWER = "answer", "书面答复"
    HEARING_NOTICE = "hearing_notice", "通知听证"
    DECISION = "decision", "作出复议决定"
    NORMATIVE_TRANSFER = "normative_transfer", "转送规范性文件"
    NORMATIVE_HANDLING = "normative_handling", "处理规范性文件"
    NORMATIVE_NOTICE = "normative_notice", "通知制定机关"
    NORMATIVE_REPLY = "normative_reply", "制定机关书面答复"
    NORMATIVE_ANSWER = "normative_answer", "受转送机关回复"
    SUSPENSION_LIMIT = "suspension_limit", "中止满六十日"
    PUBLIC_NOTICE = "public_notice", "公告送达"
    OPINION_FEEDBACK = "opinion_feedback", "意见书反馈"
    REMAKE = "remake", "重新作出行政行为"
    PERFORMANCE = "performance", "履行"
    COURT_ACTION = "court_action", "起诉期限"


class Unit(Term):
    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "日"
    YEARS = "years", "年"


class Status(Term):
    RUNNING = "running", "进行中"
    STOPPED = "stopped", "停止计算"
    MET = "met", "按期完成"
    MET_LATE = "met_late", "逾期完成"
    OVERDUE = "overdue", "已超期"
    LAPSED = "lapsed", "已终了"


OPEN_STATUSES = (Status.RUNNING, Status.STOPPED, Status.OVERDUE)


class Bound(Term):
    """Whom a period binds."""

    AUTHORITY = "authority", "复议机关"
    APPLICANT = "applicant", "申请人"
    RESPONDENT = "respondent", "被申请人"
    OTHER = "other", "其他机关"
