"""Widgets written in one go: Django asks a template for each, and for each option, which a filter bar feels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = {True: " selected", False: ""}


class Select(forms.Select):
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        groups = [self._group(label, options, chosen) for label, options in self._groups()]
        shown = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", shown, format_html_join("", "{}", ((group,) for group in groups)))

    def _groups(self) -> Iterable[tuple[Any, Iterable[tuple[Any, Any]]]]:
        """A choice whose second half is a list is a group with a label."""
        for value, label in self.choices:
            yield (value, label) if isinstance(label, (list, tuple)) else (None, [(value, label)])

    def _group(self, label: Any, options: Iterable[tuple[Any, Any]], chosen: set[str]) -> SafeString:
        inner = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, SELECTED[str(value) in chosen], text) for value, text in options),
        )
        return inner if label is None else format_html('<optgroup label="{}">{}</optgroup>', label, inner)


class _Drawn:
    """For inputs of one element."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]  # type: ignore[attr-defined]
        given = {} if widget["value"] is None else {"value": widget["value"]}
        return format_html("<input{}>", flatatt({"type": widget["type"], "name": name, **given, **widget["attrs"]}))


class DateInput(_Drawn, forms.DateInput):
    pass


class TextInput(_Drawn, forms.TextInput):
    pass
