"""The tables, one noun per file."""

from __future__ import annotations

from .act import Act
from .agency import Agency
from .anchor import Anchor
from .assignment import Assignment
from .attachment import Attachment
from .calendar import CalendarDay, CalendarNotice, CalendarRevision
from .case import Case
from .case_version import CaseVersion
from .code import Code
from .deadline import Deadline
from .draft import Draft
from .event import Event
from .export_log import ExportLog
from .feed_entry import FeedEntry
from .idempotency_key import IdempotencyKey
from .link import Link
from .litigation import Litigation
from .litigation_version import LitigationVersion
from .logs import ChangeLog, RevealLog
from .number_series import NumberSeries
from .organ import Organ
from .party import Party
from .projection import Projection
from .published import PublishedFigure, PublishedReport
from .reminder import Reminder, Subscription
from .saved_view import SavedView, Watch
from .token import Token
from .user import User

__all__ = [
    "Act",
    "Agency",
    "Anchor",
    "Assignment",
    "Attachment",
    "CalendarDay",
    "CalendarNotice",
    "CalendarRevision",
    "Case",
    "CaseVersion",
    "ChangeLog",
    "Code",
    "Deadline",
    "Draft",
    "Event",
    "ExportLog",
    "FeedEntry",
    "IdempotencyKey",
    "Link",
    "Litigation",
    "LitigationVersion",
    "NumberSeries",
    "Organ",
    "Party",
    "Projection",
    "PublishedFigure",
    "PublishedReport",
    "Reminder",
    "RevealLog",
    "SavedView",
    "Subscription",
    "Token",
    "User",
    "Watch",
]
