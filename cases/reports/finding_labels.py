"""Short names of findings, for tables: the findings themselves speak in sentences about one case."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_noop

FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "decision_late": gettext_noop("逾期办结"),
        "decision_overdue": gettext_noop("审理超期"),
        "answer_late": gettext_noop("逾期答复"),
        "answer_missing": gettext_noop("没有书面答复"),
        "copy_late": gettext_noop("逾期发送副本"),
        "copy_overdue": gettext_noop("发送副本超期"),
        "copy_missing": gettext_noop("没有发送副本的记录"),
        "filed_late": gettext_noop("逾期立案"),
        "not_filed_late": gettext_noop("逾期决定不予受理"),
        "not_filed_after_filing": gettext_noop("立案后又按未立案终结"),
        "supplement_notice_late": gettext_noop("逾期通知补正"),
        "supplement_notice_twice": gettext_noop("多次通知补正"),
        "supplement_after_filing": gettext_noop("立案后通知补正"),
        "supplemented_late": gettext_noop("逾期补正"),
        "abandoned_early": gettext_noop("补正期限未届满即视为放弃"),
        "redirected_not_in_edition": gettext_noop("应不予受理而告知"),
        "application_late": gettext_noop("逾期申请"),
        "forwarding_late": gettext_noop("逾期转送"),
        "hearing_notice_late": gettext_noop("听证通知不足五日"),
        "hearing_notice_missing": gettext_noop("没有听证通知"),
        "opinion_not_heard": gettext_noop("没有听取意见"),
        "extension_late": gettext_noop("延期过晚"),
        "extension_over_limit": gettext_noop("延期超过三十日"),
        "switched_late": gettext_noop("变更程序过晚"),
        "suspended_after_expiry": gettext_noop("超期后中止"),
        "suspended_before_filing": gettext_noop("立案前中止"),
        "suspension_limit_passed": gettext_noop("中止超过六十日"),
        "terminated_early": gettext_noop("中止未满六十日即终止"),
        "concluded_while_suspended": gettext_noop("中止期间办结"),
        "concluded_without_filing": gettext_noop("未立案即办结"),
        "served_before_conclusion": gettext_noop("未办结即送达"),
        "ground_missing": gettext_noop("终止未写明事由"),
        "performance_period_missing": gettext_noop("责令履行未定期限"),
        "performance_late": gettext_noop("逾期履行"),
        "performance_overdue": gettext_noop("履行超期"),
        "remake_late": gettext_noop("逾期重作"),
        "remake_overdue": gettext_noop("重作超期"),
        "remake_without_revocation": gettext_noop("未撤销而责令重作"),
        "compensation_without_correction": gettext_noop("未纠错而决定赔偿"),
        "outcomes_not_combinable": gettext_noop("不能并存的决定"),
        "normative_late": gettext_noop("附带审查逾期"),
        "opinion_feedback_late": gettext_noop("意见书逾期反馈"),
        "opinion_feedback_overdue": gettext_noop("意见书反馈超期"),
    }
)
