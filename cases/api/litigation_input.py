"""A lawsuit from outside, held against the same form as one typed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request

from cases import lawsuits
from cases.api.errors import Refused
from cases.api.fields import Choice, Day, Flag, Input, Line, Text
from cases.forms.litigation import LitigationForm, typed
from cases.models import Litigation, User

APPEARED: Final = {True: "yes", False: "no", None: ""}
NAMES: Final = {"head": "head_appeared", "__all__": ""}


class NewLitigation(Input):
    """行政应诉案件：应诉通知所载的内容和后来的结果。"""

    number = Line(100, required=False, allow_blank=True, help_text="法院案号，同一机关内不能重复")
    court = Line(100)
    instance = Choice(choices=Litigation.Instance.choices, required=False, help_text="默认一审")
    received_on = Day(help_text="收到应诉通知的日期")
    heard_on = Day(required=False, allow_null=True)
    ended_on = Day(required=False, allow_null=True, help_text="裁判日期")
    plaintiff = Line(200, required=False, allow_blank=True)
    defendant = Line(200, required=False, allow_blank=True)
    case_number = Line(64, required=False, allow_null=True, help_text="复议案号；填写的即为经过复议")
    after_reconsideration = Flag(required=False)
    head_appeared = Flag(required=False, allow_null=True, help_text="负责人是否出庭")
    result = Line(200, required=False, allow_blank=True)
    note = Text(500, required=False, allow_blank=True)


def save(request: Request, user: User, row: Litigation | None) -> Litigation:
    """A new row, or what is given of an old one. Raises ValidationError (unreadable) or Refused (impossible)."""
    given = NewLitigation(data=request.data, partial=row is not None)
    given.is_valid(raise_exception=True)
    form = LitigationForm(user, row, _answers(row, given.validated_data))
    if not form.is_valid():
        raise _refused(form.errors.get_json_data())
    try:
        with transaction.atomic():
            lawsuits.save(form.row)
    except IntegrityError:
        raise _refused({"number": [{"code": "unique", "message": _("该法院案号已登记")}]}) from None
    return form.row


def _answers(row: Litigation | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the form would have been sent."""
    answers = {**(typed(row) if row else {"instance": Litigation.Instance.FIRST}), **given}
    if "head_appeared" in given:
        answers["head"] = APPEARED[given["head_appeared"]]
    return answers


def _refused(found: Mapping[str, Any]) -> Refused:
    errors = [
        {"field": NAMES.get(name, name), "code": error["code"], "message": str(error["message"])}
        for name, all_of_it in found.items()
        for error in all_of_it
    ]
    return Refused(422, "litigation_refused", errors[0]["message"], errors=errors)
