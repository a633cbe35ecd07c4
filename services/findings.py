"""The findings as a planner goes through them: by severity, then by kind, each with what stands around its cell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schedule import Code, Excerpt, Finding, Severity, Words
from services import answers


@dataclass(frozen=True)
class Told:
    """One finding in words."""

    place: str
    """ "Tiến độ!D5"; the sheet alone, or "", where it is about more than a cell."""
    message: str
    remedy: str
    excerpt: Excerpt | None


@dataclass(frozen=True)
class Group:
    """All findings of one kind."""

    code: Code
    severity: Severity
    remedy: str
    """The remedy that all of them share; "" where each has its own."""
    told: tuple[Told, ...]


def severities(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many findings of each severity there are, worst first; those there are none of are left out."""
    counts = {severity: sum(f.severity == severity for f in findings) for severity in Severity}
    return {severity: count for severity, count in counts.items() if count}


def grouped(
    findings: Sequence[Finding],
    excerpts: Sequence[Excerpt],
    words: Words,
    *,
    severities: Collection[str] = (),
    codes: Collection[str] = (),
    sheets: Collection[str] = (),
) -> list[Group]:
    """The findings of the asked severities, kinds and sheets; all where nothing is asked. The worst kinds come first, of
    the equally bad ones the most frequent.
    """
    asked = (("severity", severities), ("code", codes), ("sheet", sheets))
    around = {(e.sheet, e.cell): e for e in excerpts}
    kinds: dict[Code, list[Finding]] = {}
    for f in findings:
        if all(not wanted or getattr(f, name) in wanted for name, wanted in asked):
            kinds.setdefault(f.code, []).append(f)
    order = list(Severity)
    worst = sorted(kinds.items(), key=lambda kind: (order.index(kind[0].severity), -len(kind[1])))
    return [_group(code, found, around, words) for code, found in worst]


def _group(code: Code, found: list[Finding], around: dict[tuple[str, str], Excerpt], words: Words) -> Group:
    told = [answers.finding(f, words) for f in found]
    shared = {one["remedy"] for one in told}
    return Group(
        code,
        code.severity,
        shared.pop() if len(shared) == 1 else "",
        tuple(
            Told(
                f"{one['sheet']}!{one['cell']}" if one["cell"] else one["sheet"],
                one["message"],
                one["remedy"],
                around.get((one["sheet"], one["cell"])),
            )
            for one in told
        ),
    )
