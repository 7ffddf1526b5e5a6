"""Opening cases, one or many at once: the same rows either way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from cases import calendars, chain, clock, entries, ids, inserting, locks, numbers, people, projections
from cases.application import Application, checked
from cases.conflicts import explained
from cases.entries import Entry
from cases.event_rows import OPENING
from cases.history import History
from cases.models import Act, Case, Event, FeedEntry, Organ, Party, User
from cases.references import Parties, References
from cases.rules.calendar import WorkCalendar
from cases.rules.errors import Malformed, RuleError
from cases.rules.facts import Fact
from cases.rules.terms import Kind
from cases.validators import plain_line

LONGEST_NUMBER = 64
PARTY = projections.DEADLINE.index("party_id")


@dataclass(frozen=True, slots=True)
class Opening:
    """An application and what has happened since. Facts name a party by its place in the application, from 1.

    `number` is a number that was given elsewhere and is kept as written.
    """

    application: Application
    facts: Sequence[Fact]
    number: str | None = None


@dataclass(slots=True)
class Draft:
    """One case on its way into the tables."""

    application: Application
    number: str | None
    act: Act | None
    events: list[Event]
    to: projections.Projected
    row: Case = field(default_factory=Case)
    parties: list[Party] = field(default_factory=list)


class BadOpenings(RuleError):
    """Some of many openings cannot be: `errors` says which (by their places, from 0) and why."""

    def __init__(self, errors: Sequence[tuple[int, RuleError]]) -> None:
        first = errors[0][1]
        super().__init__(first.code, first.message, article=first.article, event=first.event)
        self.errors = errors


def open_cases(organ: Organ, openings: Iterable[Opening], *, by: User | None, imported: bool = False) -> list[Case]:
    """All or none. For many, call it with some hundred at a time inside one transaction.

    Raises BadOpenings, which names every one that cannot be.
    """
    with transaction.atomic(), explained():
        locks.recording()
        moment = clock.now()
        drafts = _drafts(openings, References(organ), today=clock.day_of(moment))
        _give_numbers(organ, drafts)
        _store(organ, drafts, by=by, moment=moment, imported=imported)
        return [draft.row for draft in drafts]


def _drafts(openings: Iterable[Opening], references: References, *, today: date) -> list[Draft]:
    calendar = calendars.current()
    drafts, errors = [], []
    for place, opening in enumerate(openings):
        try:
            drafts.append(drafted(opening, today=today, calendar=calendar, references=references))
        except RuleError as error:
            errors.append((place, error))
    if errors:
        raise BadOpenings(errors)
    return drafts


def drafted(opening: Opening, *, today: date, calendar: WorkCalendar, references: References) -> Draft:
    application = checked(opening.application, today=today)
    act = _act(application)
    parties = [(place, party.name, party.role) for place, party in enumerate(application.all_parties, start=1)]
    events = _events(opening.facts, references=references, parties=parties, today=today)
    _put_opening(events, application)
    to = projections.project(History(events, act.facts() if act else None), on=today, calendar=calendar)
    return Draft(application, _checked_number(opening.number), act, events, to)


def _events(facts: Sequence[Fact], *, references: References, parties: Parties, today: date) -> list[Event]:
    empty = History([])
    events = [
        entries.row(Entry(fact), history=empty, references=references, parties=parties, today=today, place=place)
        for place, fact in enumerate(facts)
    ]
    if not events or events[0].kind != Kind.RECEIVED:
        raise Malformed("no_receipt", _("第一个事项须为收件"), event=0)
    for seq, event in enumerate(events, start=1):
        event.seq, event.call = seq, 1
    return events


def _put_opening(events: Sequence[Event], application: Application) -> None:
    """What the application said goes into the chain with the receipt."""
    receipt, respondents = events[0], application.respondents
    kind = application.respondent_type or (respondents[0].type if respondents else "")
    values = (
        application.procedure or "",
        application.edition or "",
        kind,
        respondents[0].pk if respondents else None,
        application.matter.pk if application.matter else None,
        application.field.pk if application.field else None,
        application.lead.pk if application.lead else None,
        application.second.pk if application.second else None,
    )
    for name, value in zip(OPENING, values, strict=True):
        setattr(receipt, name, str(value) if isinstance(value, str) else value)
    if application.channel is not None:
        receipt.details.setdefault("channel", application.channel.value)


def _act(application: Application) -> Act | None:
    data = application.act
    if data is None:
        return None
    names = [name for name in data.__slots__ if name not in ("obstacles", "matter", "field")]
    return Act(
        matter=data.matter or application.matter,
        field=data.field or application.field,
        obstacles=[dict(entry) for entry in data.obstacles],
        **{name: getattr(data, name) for name in names},
    )


def _checked_number(number: str | None) -> str | None:
    if number is not None:
        plain_line(number)
        if not number.strip() or len(number) > LONGEST_NUMBER:
            raise Malformed("bad_number", _("案号须为1至%(n)s个字符") % {"n": LONGEST_NUMBER})
    return number


def _give_numbers(organ: Organ, drafts: Sequence[Draft]) -> None:
    numbers.keep_clear_of(organ, [draft.number for draft in drafts if draft.number])
    years: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if not draft.number:
            years[draft.to.columns["accepted_on"].year].append(draft)
    for year in sorted(years):
        given = numbers.next_numbers(organ, year, count=len(years[year]))
        for draft, number in zip(years[year], given, strict=True):
            draft.number = number


def _store(organ: Organ, drafts: Sequence[Draft], *, by: User | None, moment: datetime, imported: bool) -> None:
    """The case bears the head of the chain, and the chain names case and parties: their keys are given beforehand.

    A case is written before all that refers to it, else SQLite would search every such table for it.
    """
    case_keys, party_keys, act_keys, event_keys = ids.reserve(_needed(drafts))
    for draft, key in zip(drafts, case_keys, strict=True):
        draft.row = case_row(organ, draft, by=by, moment=moment, imported=imported)
        draft.row.pk = key
        gather_parties(draft, party_keys)
        for event in draft.events:
            event.pk = next(event_keys)
        if draft.act:
            draft.act.pk, draft.act.case = next(act_keys), draft.row
    _seal(drafts, by=by, moment=moment)
    events = [event for draft in drafts for event in draft.events]
    inserting.insert(
        [draft.row for draft in drafts],
        (party for draft in drafts for party in draft.parties),
        (draft.act for draft in drafts if draft.act),
        _respondents(drafts),
        events,
        (FeedEntry(event=event) for event in events),
        *projections.rows([draft.row for draft in drafts], [draft.to for draft in drafts]),
    )


def _needed(drafts: Sequence[Draft]) -> dict[type[Model], int]:
    return {
        Case: len(drafts),
        Party: sum(len(draft.application.all_parties) for draft in drafts),
        Act: sum(draft.act is not None for draft in drafts),
        Event: sum(len(draft.events) for draft in drafts),
    }


def case_row(organ: Organ, draft: Draft, *, by: User | None, moment: datetime, imported: bool) -> Case:
    application = draft.application
    case = Case(
        organ=organ,
        number=draft.number,
        external_ref=application.external_ref,
        events_count=len(draft.events),
        recorded_at=moment,
        created_at=moment,
        created_by=by,
        request=application.request,
        reasons=application.reasons,
        imported=imported,
    )
    projections.assign(case, draft.to.columns)
    people.describe(case, application.parties, count=application.applicants_count)
    acts = [draft.act] if draft.act else []
    case.search_text = people.search_text(case, application.all_parties, acts, application.respondents)
    return case


def gather_parties(draft: Draft, keys: Iterator[int]) -> None:
    """The rows of the parties of `draft.row`, with keys; by these facts and deadlines name them from here on."""
    data = draft.application.all_parties
    draft.parties = [people.row(party, case=draft.row, position=place) for place, party in enumerate(data, start=1)]
    for party in draft.parties:
        party.pk = next(keys)
    people.link_representatives(data, draft.parties)
    _name_parties(draft)


def _name_parties(draft: Draft) -> None:
    keys = {place: party.pk for place, party in enumerate(draft.parties, start=1)}
    for event in draft.events:
        event.party_id = keys.get(event.party_id or 0)
    draft.to.deadlines = [(*row[:PARTY], keys.get(row[PARTY]), *row[PARTY + 1 :]) for row in draft.to.deadlines]


def _respondents(drafts: Sequence[Draft]) -> Iterator[Model]:
    through = Act.respondents.through
    for draft in drafts:
        if draft.act:
            for agency in draft.application.respondents:
                yield through(act_id=draft.act.pk, agency_id=agency.pk)


def _seal(drafts: Sequence[Draft], *, by: User | None, moment: datetime) -> None:
    for draft in drafts:
        for event in draft.events:
            event.case_id, event.recorded_at, event.recorded_by = draft.row.pk, moment, by
        draft.row.head = chain.seal(draft.events, previous="")
