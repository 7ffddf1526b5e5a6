"""行政复议案件接口的 Python 客户端示例：只用标准库，可以整个拷走。

client = Client("http://127.0.0.1:8000", token)
case = client.open_case({...})
case = client.record(case, {"kind": "filed", "on": "2026-11-23"})
for change in client.follow(after=cursor): ...
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

ATTEMPTS = 5


class Problem(Exception):
    """接口的拒绝（RFC 9457）：code 给程序，detail 给人。"""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(body.get("detail") or body.get("title"))
        self.status, self.body = status, body

    @property
    def code(self) -> str:
        return str(self.body.get("code", ""))


@dataclass(frozen=True)
class Case:
    """案件及读取时的版本；写入时必须带上版本。"""

    id: int
    number: str
    version: int
    data: Mapping[str, Any]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Case:
        return cls(data["id"], data["number"], data["version"], data)


@dataclass(frozen=True)
class Client:
    server: str
    token: str
    timeout: float = 30

    def case(self, name: int | str) -> Case:
        """按内部编号或者案号。"""
        return Case.of(self._call("GET", f"cases/{quote(str(name), safe='')}"))

    def cases(self, **filters: str) -> Iterator[Mapping[str, Any]]:
        """逐页读完。"""
        yield from self._pages("cases/", filters)

    def open_case(self, application: Mapping[str, Any]) -> Case:
        """重试不会登记出第二件：同一个 Idempotency-Key 只生效一次。"""
        return Case.of(self._call("POST", "cases/", application, {"Idempotency-Key": str(uuid.uuid4())}))

    def record(self, case: Case, *events: Mapping[str, Any]) -> Case:
        """登记一个或者几个事项。别人先改了案件时抛出 Problem（409 或者 412），请重新读取后再决定。"""
        headers = {"If-Match": f'"{case.version}"', "Idempotency-Key": str(uuid.uuid4())}
        return Case.of(self._call("POST", f"cases/{case.id}/events/", {"events": list(events)}, headers)["case"])

    def deadlines(self, case: Case) -> list[Mapping[str, Any]]:
        return list(self._call("GET", f"cases/{case.id}/deadlines/")["results"])

    def follow(self, after: int = 0) -> Iterator[Mapping[str, Any]]:
        """此后的全部变更。处理完一条，保存它的 cursor。"""
        while True:
            page = self._call("GET", f"events/?{urlencode({'after': after})}")
            yield from page["results"]
            if page["cursor"] == after:
                return
            after = page["cursor"]

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        page = self._call("GET", f"{path}?{urlencode(query)}" if query else path)
        yield from page["results"]
        while page["next"]:
            page = self._call("GET", page["next"])
            yield from page["results"]

    def _call(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """网络中断、过于频繁、服务暂停时重试：读取可以重复，写入带着同一个键。"""
        address = path if path.startswith("http") else f"{self.server}/api/v1/{path}"
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        sent = {"Authorization": f"Token {self.token}", "Content-Type": "application/json", **(headers or {})}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urlopen(Request(address, data, sent, method=method), timeout=self.timeout) as answer:
                    return json.load(answer)
            except HTTPError as error:
                if error.code not in (429, 503) or attempt == ATTEMPTS:
                    raise Problem(error.code, _read(error)) from None
                time.sleep(float(error.headers.get("Retry-After", 1)))
            except URLError:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(attempt)
        raise AssertionError("unreachable")


def _read(error: HTTPError) -> Mapping[str, Any]:
    try:
        return dict(json.load(error))
    except ValueError:
        return {"detail": str(error)}
