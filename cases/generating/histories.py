"""What happens to an application, drawn by the published weights, and when a clerk types it in.

Every step is one that the rules allow then; some are late, as life is, and the rules will say so.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cases.generating import weights
from cases.generating.applications import application
from cases.generating.places import Place
from cases.generating.plans import Call, Plan, Step
from cases.rules.calendar import WorkCalendar
from cases.rules.facts import Fact
from cases.rules.law import edition_on
from cases.rules.terms import CORRECTIONS, Disposition, Edition, Kind, Outcome, Procedure, Role

APPLICANT = 1


class Interrupted(Exception):
    """What would come next lies in the future."""


def plan(rng: Random, place: Place, received_on: date, *, calendar: WorkCalendar, now: datetime) -> Plan:
    """A case from its receipt up to now."""
    story = _Story(rng, place, received_on, calendar=calendar, now=now)
    with suppress(Interrupted):
        story.tell()
    return Plan(story.application, story.calls, by=story.clerk)


class _Story:
    def __init__(self, rng: Random, place: Place, received_on: date, *, calendar: WorkCalendar, now: datetime) -> None:
        self.rng, self.place, self.calendar, self.now = rng, place, calendar, now
        self.received_on, self.edition = received_on, edition_on(received_on)
        self.application = application(rng, place, received_on)
        self.clerk = self.application.lead or place.handlers[0]
        self.respondent = len(self.application.parties) + 1
        self.calls: list[Call] = []
        self.typed = 0
        self.answer_place = 0

    # ---------- typing ----------

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def workdays(self, day: date, least: int, most: int) -> date:
        return self.calendar.add_workdays(day, self.rng.randint(least, most))

    def days(self, day: date, least: int, most: int) -> date:
        return self.calendar.roll(day + timedelta(days=self.rng.randint(least, most)))

    def call(self, *steps: Step, on: date) -> None:
        """Typed in on the day of the last of them, or some days later. Raises Interrupted when that is not yet."""
        later = self.calls and self.happens(weights.TYPED_LATER)
        day = self.workdays(on, 1, 4) if later else on
        moment = timezone.make_aware(datetime.combine(day, time(8, 30))) + timedelta(
            seconds=self.rng.randrange(9 * 3600), microseconds=self.rng.randrange(1_000_000)
        )
        if self.calls and moment <= self.calls[-1].moment:
            moment = self.calls[-1].moment + timedelta(seconds=self.rng.randint(60, 600))
        if moment >= self.now:
            raise Interrupted
        self.calls.append(Call(moment, steps))
        self.typed += len(steps)

    def tell_of(self, kind: Kind, on: date, **details: Any) -> None:
        self.call(_step(kind, on, **details), on=on)

    # ---------- the story ----------

    def tell(self) -> None:
        self.tell_of(Kind.RECEIVED, self.received_on)
        if self.happens(weights.VOIDED):
            return self.tell_of(Kind.VOIDED, self.workdays(self.received_on, 1, 3), note="重复登记（示例数据）")
        start = self.supplement() if self.happens(weights.SUPPLEMENT) else self.received_on
        if start is None:
            return None
        if not self.happens(self.place.intake):
            return self.not_filed(start)
        filed_on = self.file(start)
        self.review(filed_on)
        return None

    def supplement(self) -> date | None:
        """The day from which the review begins anew, or None where the case ends here."""
        asked = self.workdays(self.received_on, 1, 5)
        self.tell_of(Kind.SUPPLEMENT_REQUESTED, asked, delivered_on=asked, days=10)
        if not self.happens(weights.ABANDONED):
            answered = self.workdays(asked, 1, 7)
            self.tell_of(Kind.SUPPLEMENTED, answered)
            return answered
        if self.happens(0.5):
            ended = self.workdays(asked, 13, 18)
            self.tell_of(Kind.NOT_FILED, ended, disposition=Disposition.ABANDONED)
        return None

    def not_filed(self, start: date) -> None:
        disposition = weights.pick(self.rng, weights.NOT_FILED)
        if disposition is Disposition.REDIRECTED and self.edition is not Edition.LAW_2017:
            disposition = Disposition.REFUSED
        self.tell_of(Kind.NOT_FILED, self.workdays(start, 1, 5), disposition=disposition)

    def file(self, start: date) -> date:
        """Nearly always in time; now and then silence files the case, or the day is missed."""
        if self.happens(weights.DEEMED):
            return self.calendar.add_workdays(start, 5)
        late = self.happens(weights.LATE_FILING)
        filed_on = self.workdays(start, 6, 9) if late else self.workdays(start, 1, 5)
        summary = self.edition is not Edition.LAW_2017 and self.happens(weights.SUMMARY)
        details = {"procedure": Procedure.SUMMARY} if summary else {}
        self.procedure = Procedure.SUMMARY if summary else Procedure.ORDINARY
        self.tell_of(Kind.FILED, filed_on, **details)
        return filed_on

    procedure = Procedure.ORDINARY

    def review(self, filed_on: date) -> None:
        if self.happens(weights.REASSIGNED):
            self.reassign(filed_on)
        answered_on = self.answer(filed_on)
        if self.happens(weights.NORMATIVE):
            self.tell_of(Kind.NORMATIVE_REVIEW_REQUESTED, answered_on)
        day = self.hear(answered_on)
        self.retype(day)
        summary = self.procedure is Procedure.SUMMARY
        limit = filed_on + timedelta(days=30 if summary else 60)
        stopped = 0
        if self.happens(weights.SUSPENDED) and day < limit:
            resumed_on = self.suspend(day)
            if resumed_on is None:
                return
            stopped, day = (resumed_on - day).days, resumed_on
        if not summary and self.happens(weights.EXTENDED):
            extended_on = self.calendar.add_workdays(limit + timedelta(days=stopped), -self.rng.randint(1, 5))
            if extended_on > day:
                self.tell_of(Kind.EXTENDED, extended_on, days=30, approver="示例负责人")
                stopped, day = stopped + 30, extended_on
        self.conclude(day, limit + timedelta(days=stopped))

    def reassign(self, day: date) -> None:
        other = self.rng.choice(self.place.handlers)
        second = self.rng.choice(self.place.handlers)
        details = {"lead": other.pk} | ({"second": second.pk} if second != other else {})
        self.tell_of(Kind.ASSIGNED, day, **details)

    def answer(self, filed_on: date) -> date:
        sent_on = self.workdays(filed_on, 1, 6)
        delivered_on = self.workdays(sent_on, 0, 2) if self.happens(0.7) else sent_on
        self.call(
            _step(Kind.COPY_SENT, sent_on, party=self.respondent, delivered_on=delivered_on),
            on=max(sent_on, delivered_on),
        )
        limit = 5 if self.procedure is Procedure.SUMMARY else 10
        answered_on = self.workdays(delivered_on, 2, limit)
        if self.happens(0.04):
            answered_on = self.workdays(delivered_on, limit + 1, limit + 5)
        self.tell_of(Kind.ANSWERED, answered_on, party=self.respondent)
        self.answer_place = self.typed
        return answered_on

    def hear(self, day: date) -> date:
        if self.procedure is Procedure.ORDINARY and self.happens(weights.HEARING):
            notified_on = self.workdays(day, 1, 3)
            held_on = self.workdays(notified_on, 6, 10)
            self.tell_of(Kind.HEARING_NOTIFIED, notified_on, hearing_on=held_on)
            self.tell_of(Kind.HEARING_HELD, held_on)
            return held_on
        if self.happens(weights.HEARD):
            heard_on = self.workdays(day, 1, 5)
            self.tell_of(Kind.OPINION_HEARD, heard_on, party=APPLICANT, method="电话")
            return heard_on
        return day

    def retype(self, day: date) -> None:
        """A date was wrong, an event did not happen, the application is about something else."""
        if self.happens(weights.CORRECTED_EVENTS):
            fact = self.fact_at(self.answer_place)
            moved = Fact(fact.kind, self.calendar.add_workdays(fact.on, -1), fact.details)
            reason = "收文登记日期录入错误（示例数据）"
            self.call(Step(moved, corrects=self.answer_place, reason=reason), on=self.workdays(day, 0, 3))
        last = self.fact_at(self.typed)
        if last.kind is Kind.OPINION_HEARD and self.happens(weights.RETRACTED_EVENTS):
            self.call(Step(retracts=self.typed, reason="误登记，实为另案（示例数据）"), on=self.workdays(day, 0, 3))
        if self.happens(weights.RECLASSIFIED):
            self.tell_of(Kind.CLASSIFIED, day, matter=weights.pick(self.rng, weights.MATTERS))

    def fact_at(self, number: int) -> Fact:
        steps = [step for call in self.calls for step in call.steps]
        return steps[number - 1].fact or Fact(Kind.RECEIVED, self.received_on)

    def suspend(self, day: date) -> date | None:
        grounds = ("7", "8", "2") if self.edition is Edition.LAW_2017 else ("6", "8", "10", "2")
        self.tell_of(Kind.SUSPENDED, day, ground=self.rng.choice(grounds))
        if self.happens(weights.NEVER_RESUMED):
            return None
        resumed_on = self.days(day, 7, 90)
        self.tell_of(Kind.RESUMED, resumed_on)
        return resumed_on

    # ---------- the end, and after ----------

    def conclude(self, day: date, limit: date) -> None:
        span = max((limit - day).days, 1)
        on = self.calendar.roll(day + timedelta(days=max(1, int(span * self.rng.betavariate(3.0, 1.6)))))
        if on > limit and self.calendar.roll(limit) < on:
            on = self.calendar.roll(limit)
        if self.happens(weights.LATE_DECISION):
            on = self.days(limit, 3, 30)
        on = max(on, self.calendar.roll(day))
        outcome, details = self.outcome()
        self.tell_of(Kind.CONCLUDED, on, outcome=outcome, **details)
        self.after(outcome, details, on)

    def outcome(self) -> tuple[Outcome, dict[str, Any]]:
        corrected = self.happens(self.place.corrected)
        outcome = weights.pick(self.rng, weights.CORRECTIONS if corrected else weights.OTHERS)
        if outcome is Outcome.TERMINATED:
            withdrawn = weights.pick(self.rng, weights.WITHDRAWALS)
            return outcome, {"ground": "1", "withdrawal": withdrawn}
        if outcome is Outcome.REVOKED:
            again = self.happens(0.35)
            return outcome, {"ground": "1"} | ({"remake": True, "remake_days": 60} if again else {})
        if outcome is Outcome.ORDERED_TO_PERFORM:
            return outcome, {"performance_days": 30}
        if outcome is Outcome.DISMISSED:
            return outcome, {"ground": self.rng.choice("1245")}
        return outcome, {}

    def after(self, outcome: Outcome, details: dict[str, Any], concluded_on: date) -> None:
        served_on = self.workdays(concluded_on, 0, 6)
        served = [
            _step(Kind.SERVED, served_on, party=party, role=role, method=self.rng.choice(("in_person", "post")))
            for party, role in ((APPLICANT, Role.APPLICANT), (self.respondent, Role.RESPONDENT))
        ]
        self.call(*served, on=served_on)
        if outcome in CORRECTIONS and self.happens(0.06) or self.happens(weights.OPINION):
            self.opinion(served_on)
        if self.happens(weights.SUED):
            self.tell_of(Kind.SUED, self.days(served_on, 5, 20), party=APPLICANT, court="示例县人民法院")
        if details.get("remake") and self.happens(0.9):
            self.tell_of(Kind.REMADE, self.days(served_on, 15, 70))
        if outcome is Outcome.ORDERED_TO_PERFORM and self.happens(0.9):
            self.tell_of(Kind.PERFORMED, self.days(served_on, 5, 40))
        self.tell_of(Kind.ARCHIVED, max(self.days(served_on, 20, 60), self.last_on()))

    def opinion(self, served_on: date) -> None:
        issued_on = self.workdays(served_on, 0, 5)
        self.tell_of(Kind.OPINION_ISSUED, issued_on, party=self.respondent, delivered_on=issued_on)
        if self.happens(0.9):
            self.tell_of(Kind.OPINION_ANSWERED, self.days(issued_on, 20, 70))

    def last_on(self) -> date:
        return max(step.fact.on for call in self.calls for step in call.steps if step.fact)


def _step(kind: Kind, on: date, **details: Any) -> Step:
    return Step(Fact(kind, on, details))
