"""A log line is one JSON object with the request's id, and holds no personal data."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from cases.web import logs


def line(message: str, *arguments: object, **extra: Any) -> dict[str, Any]:
    error = extra.pop("error", None)
    information = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("cases", logging.INFO, "file", 1, message, arguments, information)
    vars(record).update(extra)
    text = logs.JsonLines().format(record)
    assert "\n" not in text
    return dict(json.loads(text))


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_line_is_one_object_with_zone_level_and_chinese_as_it_is() -> None:
    found = line("案件 %s 已登记", "望政复〔2023〕1号")
    assert found["message"] == "案件 望政复〔2023〕1号 已登记"
    assert (found["level"], found["logger"]) == ("INFO", "cases")
    assert found["time"][-6] in "+-"


def test_request_id_stands_in_every_line() -> None:
    for given, shown in (("4711", "4711"), ("", None)):
        logs.request_id.set(given)
        assert line("x")["request_id"] == shown


@pytest.mark.parametrize(
    "secret", ["11010519900307002X", "110105199003070029", "110105900307002", "13912345678", "0312-7821234"]
)
def test_numbers_of_people_are_masked(secret: str) -> None:
    found = line("申请人 %s 已登记", secret)
    assert secret not in json.dumps(found, ensure_ascii=False)
    assert found["message"] == f"申请人 {secret[:3]}{'*' * (len(secret) - 3)} 已登记"


@pytest.mark.parametrize("harmless", ["望政复〔2023〕12号", "2024-02-07", "case 123456", "0a1b2c13912345678d"])
def test_case_numbers_dates_and_ids_stay(harmless: str) -> None:
    assert line("%s", harmless)["message"] == harmless


def test_forged_line_stays_inside_its_own() -> None:
    assert line("user %s", 'x\n{"level": "CRITICAL"}')["level"] == "INFO"


def test_failure_is_logged_without_the_row_postgresql_quotes() -> None:
    error = raised(ValueError('duplicate key "number"\nDETAIL:  Failing row contains (1, 张三).'))
    found = line("failed", error=error)
    assert found["error"] == 'ValueError: duplicate key "number"'
    assert "张三" not in json.dumps(found, ensure_ascii=False)
    assert found["frames"][-1].endswith(" raised")


def test_facts_of_a_request_are_fields_and_nothing_else_is() -> None:
    found = line("GET", method="GET", path="/cases/", status=200, milliseconds=1.5, query="q=张三")
    assert (found["path"], found["status"]) == ("/cases/", 200)
    assert "query" not in found
