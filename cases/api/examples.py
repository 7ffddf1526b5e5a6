"""Examples of the contract. 示例数据，均为虚构。"""

from __future__ import annotations

from typing import Final

from drf_spectacular.utils import OpenApiExample

NEW_CASE: Final = OpenApiExample(
    "登记一件申请（示例数据）",
    value={
        "parties": [{"role": "applicant", "type": "person", "name": "张某（示例）", "phone": "13800000000"}],
        "respondents": ["wangdu-public-security"],
        "matter": "penalty",
        "field": "public_security",
        "act": {
            "document_number": "望公行罚决字〔2026〕1号（示例）",
            "made_on": "2026-11-10",
            "known_on": "2026-11-12",
            "remedy_stated": True,
        },
        "request": "撤销行政处罚决定",
        "channel": "online",
        "external_ref": "BD-2026-0001",
        "events": [{"kind": "received", "on": "2026-11-23"}],
    },
    request_only=True,
)
EVENTS: Final = OpenApiExample(
    "中止后恢复，一次提交",
    value={
        "events": [
            {"kind": "suspended", "on": "2026-03-20", "ground": "8"},
            {"kind": "resumed", "on": "2026-03-29", "note": "鉴定意见已收到"},
        ]
    },
    request_only=True,
)
CORRECTION: Final = OpenApiExample(
    "更正立案日期",
    value={"event": {"kind": "filed", "on": "2026-03-06"}, "reason": "立案日期录入错误"},
    request_only=True,
)
LITIGATION: Final = OpenApiExample(
    "登记一件应诉案件（示例数据）",
    value={
        "number": "（2026）冀0631行初9号（示例）",
        "court": "望都县人民法院",
        "received_on": "2026-11-10",
        "plaintiff": "张某（示例）",
        "case_number": "望政复〔2026〕1号",
    },
    request_only=True,
)
PUBLISHED: Final = OpenApiExample(
    "发布2023年的报告", value={"start": "2023-01-01", "end": "2023-12-31", "note": "报县政府"}, request_only=True
)
