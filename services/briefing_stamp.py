"""What stands at the foot of whatever leaves the product: status date, revisions, the rule of the colours, sources."""

from collections.abc import Sequence

from briefing.layout import Stamp
from schedule import HANOI, Words
from services.states import ProgrammeState
from store import Revision

_NAMED = 6
"""Revisions named on a slide; of more, how many."""


def stamp(states: Sequence[ProgrammeState], words: Words) -> Stamp:
    """What stands at the foot of a slide about these programmes."""
    on_track, slipping, late = states[0].programme.edges
    rule = (
        ("on_track", words("footer.on_track", days=on_track)),
        ("slipping", words("footer.slipping", days=slipping)),
        ("late", words("footer.late", days=slipping)),
        ("overdue", words("brief.rule.overdue", days=late)),
        ("no_record", words("footer.grey")),
    )
    return Stamp(
        rule=rule,
        remark=words("footer.marks"),
        revisions=_revisions(states, words),
        sources=words("footer.sources"),
        edited=words("brief.edited"),
        alt=words("brief.stamp.alt"),
    )


def _revisions(states: Sequence[ProgrammeState], words: Words) -> str:
    """Status date, the revisions and when they were published; of very many, the first and how many more."""
    kept = [s.revision for s in states if s.revision]
    if not kept:
        return words("programme.nothing")
    moments = sorted({r.published_at for r in kept})
    first, last = (words.moment(moment.astimezone(HANOI)) for moment in (moments[0], moments[-1]))
    named = _named(kept[:_NAMED]) + (words("brief.stamp.more", count=len(kept) - _NAMED) if len(kept) > _NAMED else "")
    when = first if first == last else words("brief.stamp.between", first=first, last=last)
    return words("brief.stamp", day=max(r.status_date for r in kept), revisions=named, when=when)


def _named(revisions: Sequence[Revision]) -> str:
    """The revisions' ids; what follows the programme is said once where it is the same."""
    ends = {r.id.removeprefix(r.programme) for r in revisions}
    if len(ends) > 1 or len(revisions) == 1:
        return ", ".join(r.id for r in revisions)
    return f"{', '.join(r.programme for r in revisions)} {ends.pop()}"


def stamp_texts(stamp: Stamp) -> tuple[str, ...]:
    """The stamp's lines as texts."""
    return stamp.revisions, " · ".join(said for _, said in stamp.rule) + f" · {stamp.remark}", stamp.sources
