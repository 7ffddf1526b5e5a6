"""What every operation of the contract shares: the problem answers, If-Match, Idempotency-Key."""

from __future__ import annotations

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from cases.api import preferences
from cases.rules.terms import Term
from cases.web import problems

PROBLEM = "Problem"
DAY = r"^\d{4}-\d{2}-\d{2}$"
VERSION = {"type": "string", "pattern": r'^"\d+"$'}
KEY = {"type": "string", "pattern": r"^[\x21-\x7e]{1,200}$"}
ALWAYS = ("400", "401", "403", "406", "429", "503")
OF_ONE = ("404",)
OF_BODY = ("413", "415")
OF_CASE_WRITE = ("409", "412", "422", "428")
MEANING = {
    "400": "请求有误：未知的参数或者字段、类型不对",
    "401": "尚未登录，或者令牌无效",
    "403": "角色或者令牌范围不够",
    "404": "没有找到，或者不属于本机关",
    "406": "不支持所要求的格式",
    "409": "案件已被他人更新",
    "412": "If-Match 的版本已过时",
    "413": "内容过大",
    "415": "须为 application/json",
    "422": "不可能发生的事项，或者 Idempotency-Key 已用于另一请求",
    "428": "缺少 If-Match",
    "429": "请求过于频繁",
    "503": "数据库暂时无法使用，可稍后重试",
}


class Contract(AutoSchema):
    """What every operation shares: the problem answers, If-Match, Idempotency-Key, CSV."""

    def get_override_parameters(self) -> list[Any]:
        action = getattr(self.view, "action", "")
        shared = list(super().get_override_parameters())
        if "{case}" in self.path:
            shared.append(OpenApiParameter("case", str, OpenApiParameter.PATH, description="内部编号或者案号"))
        if self.writes_case:
            shared.append(
                OpenApiParameter(
                    "If-Match", VERSION, OpenApiParameter.HEADER, required=True, description='案件版本，例如 "3"'
                )
            )
        if action == "create" and ("/cases" in self.path or "/litigation" in self.path):
            shared.append(
                OpenApiParameter("Idempotency-Key", KEY, OpenApiParameter.HEADER, description="重试时使用同一个键")
            )
        if action in ("create", "correct", "retract") and "/cases" in self.path:
            shared.append(
                OpenApiParameter(
                    preferences.HEADER,
                    {"type": "string", "enum": list(preferences.CHOICES)},
                    OpenApiParameter.HEADER,
                    description="return=minimal：只回答案件的编号、案号和版本",
                )
            )
        return shared

    @property
    def writes_case(self) -> bool:
        return self.method in ("POST", "PATCH") and "{case}" in str(self.path)

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Only what is paged; other lists tell their own shape."""
        return getattr(self.view, "action", "") == "list" and getattr(self.view, "pagination_class", None) is not None

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            for parameter in operation.get("parameters", []):
                _refuse_empty(parameter)
            for status in self._failures():
                operation["responses"].setdefault(status, _failure(status))
        return operation

    def _failures(self) -> list[str]:
        found = list(ALWAYS)
        found += OF_ONE if "{" in self.path else ()
        found += OF_BODY if self.method in ("POST", "PATCH") else ()
        found += OF_CASE_WRITE if self.writes_case else ()
        found += ["422"] if self.method in ("POST", "PATCH") else []
        return sorted(set(found))


def _refuse_empty(parameter: dict[str, Any]) -> None:
    if parameter["in"] == "query" and parameter["schema"].get("type") == "string":
        parameter["schema"].setdefault("minLength", 1)


def _failure(status: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{PROBLEM}"}
    return {"description": MEANING[status], "content": {problems.MEDIA_TYPE: {"schema": schema}}}


def add_problem(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """RFC 9457, with what we add."""
    texts: dict[str, Any] = {name: {"type": "string"} for name in ("type", "title", "detail", "code")}
    field = {
        "type": "object",
        "required": ["field", "code", "message"],
        "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
    }
    result["components"]["schemas"][PROBLEM] = {
        "type": "object",
        "description": "问题说明（RFC 9457）",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            **texts,
            "status": {"type": "integer"},
            "article": {"type": ["string", "null"], "description": "依据的条文"},
            "errors": {"type": "array", "items": field},
            "event": {"type": ["integer", "null"], "description": "第几个事项有误，从 0 起"},
            "message": {"type": "string"},
            "version": {"type": "integer", "description": "案件现在的版本（412）"},
            "request_id": {"type": ["string", "null"], "description": "日志编号"},
        },
    }
    return result


TERMS = {frozenset(labels): name for name, labels in ((kind.__name__, kind.labels()) for kind in Term.__subclasses__())}


def name_terms(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Each list of the law's words stands once in the contract, under its own name."""
    schemas = result["components"]["schemas"]
    _name_terms(result)
    for name, schema in schemas.items():
        if name.endswith("Request"):
            schema["additionalProperties"] = False
        if "oneOf" in schema:
            schema["anyOf"] = schema.pop("oneOf")  # a whole case holds what its key holds
    for kind in Term.__subclasses__():
        described = "\n".join(f"* `{member.value}` - {member.label}" for member in kind)
        schemas[kind.__name__] = {"type": "string", "enum": list(kind.labels()), "description": described}
    return result


def _name_terms(node: Any) -> None:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for value in inner:
        _name_terms(value)
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
        if node.get("format") == "date":
            node["pattern"] = DAY
        values = node.get("enum") or []
        name = TERMS.get(frozenset(values) - {None})
        if name:
            _refer(node, name, nullable=None in values)


def _refer(node: dict[str, Any], name: str, *, nullable: bool) -> None:
    kept = [line for line in node.pop("description", "").split("\n") if line and not line.startswith("* `")]
    for key in ("type", "enum", "title"):
        node.pop(key, None)
    reference = {"$ref": f"#/components/schemas/{name}"}
    node.update({"oneOf": [reference, {"type": "null"}]} if nullable else reference)
    if kept:
        node["description"] = kept[0]


class BrowserScheme(SessionScheme):
    target_class = "cases.api.authentication.SessionAuthentication"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "cases.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        described = "在请求头中写 `Authorization: Token …`，令牌由 POST /api/v1/tokens/ 取得"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": described}
