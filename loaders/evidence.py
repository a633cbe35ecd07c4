"""What a column is, by its heading and by what stands below it together."""

from collections.abc import Mapping, Sequence

from loaders.headingrows import DATES
from loaders.headings import (
    Match,
    heading_match,
    is_deadline,
    is_explained,
    is_limit_beside_a_finish,
    is_of_measures,
    is_progress,
    names_edge,
    names_sharp_edge,
    plain_words,
    undated_match,
)
from loaders.profiles import Profile
from schedule import Code

Ranked = list[tuple[str, float, int]]
"""Field, how surely, column."""
_LEAST = 45.0
_HALF = 0.5
_MOST = 0.6
_TEXTS = (
    "name",
    "owner",
    "coordinating",
    "responsible_person",
    "watcher",
    "deliverable",
    "status",
    "note",
    "document_no",
)
_NUMBERS = ("percent_complete", "weight", "cost", "duration", "outline_level")
_LONGEST_DATE = 14
_YEARS = (1990, 2100)


def weighed(path: Sequence[str], profile: Profile, *, is_drawn: bool) -> Match | None:
    """What a heading names, as far as what stands below it bears that out; beside a drawn plan, words are no dates."""
    over = " ".join(path[:-1])
    match = heading_match(over, path[-1])
    if match and match.field in DATES:
        match = _dated(match, path, profile, is_drawn=is_drawn)
    elif match:
        match = _undated(match, path, profile)
    return match if match and match.score >= _LEAST else None


def _dated(match: Match, path: Sequence[str], profile: Profile, *, is_drawn: bool) -> Match | None:
    name, score, _ = match
    other = undated_match(" ".join(path[:-1]), path[-1])
    is_filled = profile.filled >= 2
    if is_filled and profile.dates < 0.25 and profile.numbers > _MOST and not _counts_years(path, profile):
        words = " ".join(path)
        if (profile.fractions > _MOST or "%" in words or "tien do" in plain_words(words)) and is_progress(words):
            return Match("percent_complete", score - 20)
        if _counts_days(path[-1]) and not profile.fractions > _MOST:
            return Match("duration", score - 20)
        return _undated(other, path, profile) if other and other.field in _NUMBERS else None
    if is_drawn and is_filled and profile.dates == 0:
        return None
    if is_filled and profile.dates < _HALF and profile.numbers == 0 and not other and _holds_words(path, profile):
        return Match("status", 60)
    score += 8 if profile.dates >= _HALF else -5 if not profile.filled else -25 if profile.dates < 0.15 else 0
    return other if other and is_filled and profile.dates == 0 and other.score > score else Match(name, score)


def _counts_years(path: Sequence[str], profile: Profile) -> bool:
    """Whether the numbers under the heading of a start or a finish are years."""
    is_year = _YEARS[0] <= profile.least and profile.most <= _YEARS[1]
    return is_year and "nam" in plain_words(path[-1]).split() and names_sharp_edge(path[-1])


def _counts_days(heading: str) -> bool:
    """Whether numbers under the heading of a date may be a duration: its words are those of one."""
    words = plain_words(heading).replace("quy dinh", "").split()
    return names_edge(heading) and is_explained("duration", heading) and not {"nam", "quy"} & {*words}


def _holds_words(path: Sequence[str], profile: Profile) -> bool:
    """Whether progress is told in words: "Tiến độ" over "Đang làm"."""
    return "tien do" in plain_words(path[-1]) and profile.states >= _MOST


def _undated(match: Match, path: Sequence[str], profile: Profile) -> Match | None:
    name, score, _ = match
    is_filled, is_marked = profile.filled >= 2, "%" in " ".join(path)
    are_shares = is_filled and profile.fractions > _MOST and profile.numbers > _MOST
    if name == "percent_complete" and is_filled and profile.large > _HALF:
        return None
    if name in ("status", "deliverable") and are_shares:
        is_result = plain_words(path[-1]).startswith(("ket qua", "tinh hinh", "tien do", "tinh trang", "status"))
        return Match("percent_complete", score) if is_result else None
    if name == "status" and is_marked and is_filled and profile.numbers > _MOST:
        return Match("percent_complete", score)
    if name == "cost" and is_filled and (profile.numbers == 0 or (are_shares and is_marked)):
        return None
    if name == "owner" and profile.units >= _MOST and is_of_measures(path[-1]):
        return Match("unit", score)
    longest = _LONGEST_DATE if name == "document_no" else 40
    if profile.filled and profile.dates > 0.7 and name in (*_TEXTS, *_NUMBERS) and profile.length < longest:
        score -= 45
    elif name in _NUMBERS and profile.filled >= 2 and profile.numbers < 0.1 and name != "percent_complete":
        score -= 15
    elif not profile.filled:
        score -= 8
    return Match(name, score, match.is_guess)


def by_content(ranked: Ranked, paths: Mapping[int, tuple[str, ...]], profiles: Mapping[int, Profile]) -> Ranked:
    """The ranked columns, those of results that say how far the work is as its state; numbers beside names are no names."""
    fields = {name for name, _, _ in ranked}
    named = {c for name, _, c in ranked if name == "name" and profiles[c].numbers < _MOST}

    def told(name: str, column: int) -> str:
        profile, words = profiles[column], plain_words(paths[column][-1])
        if name == "deliverable" and "status" not in fields and words.startswith("ket qua") and profile.states >= _MOST:
            return "status"
        return "wbs" if name == "name" and named and column not in named else name

    return [(told(name, column), score, column) for name, score, column in ranked]


def with_limits(
    ranked: Ranked, paths: Mapping[int, tuple[str, ...]], profiles: Mapping[int, Profile]
) -> tuple[Ranked, set[int]]:
    """The ranked columns with what a limit makes of a second finish, and the columns that are guessed from that.

    "Thời hạn" beside "Ngày hoàn thành": where the latter is left blank in rows that have a limit, it tells the days of those that
    are done; else it says nothing new. "Deadline" beside MS Project's "Finish", which every row has, is a limit.
    """
    general = [column for name, _, column in ranked if name == "finish"]
    dated = {c: profiles[c].filled * profiles[c].dates for c in general}
    limits = [c for c in general if is_deadline(paths[c][-1]) and dated[c] >= 1]
    if not limits or len(limits) == len(general):
        return ranked, set()
    most = max(dated[c] for c in limits)
    done = [c for c in general if c not in limits and names_sharp_edge(paths[c][-1]) and 1 <= dated[c] < most]
    if any(name == "start" and names_sharp_edge(paths[c][-1]) for name, _, c in ranked):
        done = [c for c in done if not _ends_what_begins(paths[c][-1])]
    guessed = set(done[:1]) if not any(name == "actual_finish" for name, _, _ in ranked) else set()
    extra = {c for c in limits if is_limit_beside_a_finish(paths[c][-1])} if not done else set()

    def told(name: str, score: float, column: int) -> tuple[str, float, int]:
        if column in guessed:
            return "actual_finish", score, column
        if column in extra and name == "finish":
            return "deadline", score, column
        is_less = name == "finish" and column not in limits and not extra
        return name, score - 30 if is_less else score, column

    return sorted((told(*each) for each in ranked), key=lambda found: (-found[1], found[2])), guessed


def _ends_what_begins(heading: str) -> bool:
    """Whether a heading is the other end of a start's: "Bắt đầu", "Kết thúc"."""
    return any(f" {word} " in f" {plain_words(heading)} " for word in ("ket thuc", "finish", "end"))


def doubt(name: str, path: Sequence[str]) -> Code | None:
    """What is doubtful of a heading that was taken for a field: it is only like the field's, or a date's over mere numbers."""
    match = heading_match(" ".join(path[:-1]), path[-1])
    if match and match.is_guess:
        return Code.HEADING_GUESSED
    return Code.COLUMN_OF_NUMBERS if match and match.field in DATES and name == "duration" else None
