"""Events as a program sends them: `{"kind": "filed", "on": "2026-11-23", …}`, read by the rules' own table.

The contract lists, per kind, what it requires and may carry; it is made from that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from cases.rules import facts
from cases.rules.facts import DETAILS, Detail
from cases.rules.terms import Kind, Outcome, Term

DAY: Final = {"type": "string", "format": "date"}
NAME: Final = {"oneOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}]}


class EventInput(serializers.Field):
    """Left as it is: `rules.facts.read_fact` reads it and names what is wrong."""

    def to_internal_value(self, data: Any) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError(_("每个事项须为对象，含 kind 和 on"), "not_an_event")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class EventInputSchema(OpenApiSerializerFieldExtension):
    target_class = "cases.api.event_input.EventInput"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        names = {kind: _register(auto_schema, f"Event{_camel(kind)}", event_schema(kind)) for kind in Kind}
        return {
            "oneOf": [{"$ref": ref} for ref in names.values()],
            "discriminator": {"propertyName": "kind", "mapping": {kind.value: ref for kind, ref in names.items()}},
        }


def event_schema(kind: Kind) -> dict[str, Any]:
    properties = {name: _schema(detail) for name, detail in DETAILS[kind].items()}
    required = [name for name, detail in DETAILS[kind].items() if detail.required]
    return {
        "type": "object",
        "description": kind.label,
        "required": ["kind", "on", *required],
        "properties": {
            "kind": {"type": "string", "const": kind.value},
            "on": {**DAY, "description": "发生日期"},
            **properties,
        },
        "additionalProperties": False,
    }


def _schema(detail: Detail) -> dict[str, Any]:
    """What is not required may also be null."""
    shape = SHAPES[detail.read] if detail.choices is None else _codes(detail.choices)
    if not detail.required:
        shape = {"oneOf": [*shape.get("oneOf", [shape]), {"type": "null"}]}
    return {**shape, "description": detail.label}


def _codes(choices: type[Term]) -> dict[str, Any]:
    return {"type": "string", "enum": [member.value for member in choices]}


SHAPES: Final[Mapping[Any, dict[str, Any]]] = {
    facts.read_date: DAY,
    facts.read_text: {"type": "string", "minLength": 1, "pattern": r"\S"},
    facts.read_flag: {"type": "boolean"},
    facts.read_days: {"type": "integer", "minimum": 1, "maximum": 36500},
    facts.read_name: NAME,
    facts.read_conditions: {"type": "array", "items": {"type": "string", "enum": list(facts.CONDITIONS)}},
    facts.read_parts: {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["act", "outcome"],
            "properties": {"act": NAME, "outcome": {"type": "string", "enum": [member.value for member in Outcome]}},
            "additionalProperties": False,
        },
    },
}


def _register(auto_schema: Any, name: str, schema: dict[str, Any]) -> str:
    component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, object=name, schema=schema)
    auto_schema.registry.register_on_missing(component)
    return str(component.ref["$ref"])


def _camel(kind: Kind) -> str:
    return "".join(part.capitalize() for part in kind.value.split("_"))
