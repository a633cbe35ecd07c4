"""A place in the tokens that moves forward as the grammar's rules read."""

from collections.abc import Sequence

from loaders.dates.period import FIRST_YEAR, LAST_YEAR, Period
from loaders.dates.tokens import END, Token


class Cursor:
    """Where the reading stands; each method that finds what it seeks passes over it."""

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: Sequence[Token], at: int = 0) -> None:
        self.tokens = [*tokens, END, END, END, END]
        self.at = at

    @property
    def token(self) -> Token:
        """The token at the cursor."""
        return self.tokens[self.at]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.tokens[self.at] is END

    def look(self, ahead: int) -> Token:
        """The token so many places ahead."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def pop(self) -> Token:
        """The token at the cursor, passed over."""
        token = self.tokens[self.at]
        self.at += token is not END
        return token

    def word(self, *texts: str) -> str:
        """The word or sign at the cursor, if it is one of these; else ""."""
        token = self.tokens[self.at]
        if token.text in texts and token.kind != "number" and token is not END:
            self.at += 1
            return token.text
        return ""

    def number(self, low: int, high: int, sizes: Sequence[int] = ()) -> Token | None:
        """The number at the cursor, if it lies in these bounds and was written with one of these numbers of digits."""
        token = self.tokens[self.at]
        if token.kind != "number" or not low <= token.value <= high or (sizes and token.size not in sizes):
            return None
        self.at += 1
        return token

    def with_year(self, found: Period, *, named_month: bool = False) -> Period:
        """The period with the year that follows: "/2024", "năm 2024", "'24", "năm sau"; unchanged where none does."""
        start, joints = self.at, set()
        while joint := self.word("/", "-", ".", ",", "'", "nam", "cua", "("):
            joints.add(joint)
        if "nam" in joints and self.token.text in ("after", "nay"):
            return found._replace(is_next_year=self.pop().text == "after", ambiguous=True)
        if year := self.number(0, 9999, sizes=(4,)):
            self.word(")")
            is_year = FIRST_YEAR <= year.value <= LAST_YEAR
            return found._replace(year=year.value) if is_year else found._replace(is_broken=True, ambiguous=True)
        is_joined = joints & {"/", "'", "nam"} or (joints & {"-", "."} and self.look(1).kind == "end") or named_month
        is_date = (
            self.look(1).text in ("/", "-", ".", "thang", "den") and self.look(2).kind == "number" and not named_month
        )
        if is_joined and not is_date and (year := self.number(0, 99, sizes=(2,))):
            return found._replace(year=2000 + year.value, ambiguous=True)
        if "/" in joints and self.token.size in (3, 5):
            self.pop()
            return found._replace(is_broken=True, ambiguous=True)
        self.at = start
        return found
