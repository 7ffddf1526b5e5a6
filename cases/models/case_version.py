from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import FOREVER, check, reference
from .projection import Projection


class CaseVersion(Projection):
    """What we knew of a case in `known_from <= t < known_to`. Reports count these rows."""

    case = reference("cases.Case", _("案件"), related_name="versions")
    known_from = models.DateTimeField(_("自"))
    known_to = models.DateTimeField(_("至"), default=FOREVER)

    class Meta:
        verbose_name = _("案件历次状态")
        verbose_name_plural = _("案件历次状态")
        default_permissions = ()
        indexes = [
            models.Index(fields=["organ", "known_to", "accepted_on"], name="version_accepted"),
            models.Index(fields=["organ", "known_to", "filed_on"], name="version_filed"),
            models.Index(fields=["organ", "known_to", "closed_on", "accepted_on"], name="version_closed"),
            models.Index(
                fields=["opinion_issued_on"], name="version_opinion", condition=Q(opinion_issued_on__isnull=False)
            ),
        ]
        constraints = [
            *Projection.Meta.constraints,
            models.UniqueConstraint(fields=["case", "known_from"], name="caseversion_known_from_unique"),
            models.UniqueConstraint(fields=["case"], condition=Q(known_to=FOREVER), name="caseversion_one_open"),
            check("caseversion_known_in_order", Q(known_to__gt=F("known_from")), _("起止时间颠倒")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.known_from:%Y-%m-%d}"
