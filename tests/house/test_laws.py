"""The laws of the house that a machine can check."""

import ast
import re
import subprocess
from itertools import accumulate
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("schedule", "loaders", "store", "analysis", "charts", "briefing", "services", "ui", "pages")
MODULES = sorted([*(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), *ROOT.glob("*.py")])
PAGES = sorted((ROOT / "pages").glob("*.py"))
IDS = {"ids": lambda p: str(p.relative_to(ROOT))}


@pytest.mark.parametrize("page", PAGES, **IDS)
def test_a_page_is_short_and_asks_permission_first(page):
    """A page has at most 120 lines, and its first statement after its docstring asks permission."""
    source = page.read_text(encoding="utf-8")
    _, gate, ask, *_ = ast.parse(source).body

    assert len(source.splitlines()) <= 120
    assert ast.unparse(gate) == "from ui.gate import require"
    assert re.fullmatch(r"require\('\w+'\)", ast.unparse(ask))


@pytest.mark.parametrize("module", MODULES, **IDS)
def test_a_module_opens_with_a_sentence_and_swallows_no_failure(module):
    """Each module says what it is, no handler passes silently, and no name is a dumping ground."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    handlers = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)]

    assert ast.get_docstring(tree)
    assert not [h for h in handlers if h.type is None or isinstance(h.body[0], ast.Pass)]
    assert module.stem not in {"utils", "helpers", "common", "misc", "manager"}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parts[-2] not in ("ui", "pages") and m.name != "cli.py"], **IDS
)
def test_only_the_doors_read_the_clock(module):
    """Below the doors the status date and the moment of publishing are arguments."""
    assert not re.search(r"\.(now|today|utcnow)\(", module.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_message_stands_in_one_catalogue(language):
    """Of two catalogues with the same message id one would silently speak for both."""
    catalogues = (ROOT / "locale" / language / "LC_MESSAGES").glob("*.po")
    ids = [key for one in catalogues for key in re.findall(r'^msgid "(.+)"$', one.read_text(encoding="utf-8"), re.M)]

    assert sorted(ids) == sorted(set(ids))


def test_both_languages_say_the_same_things():
    """Every message id of one language stands in the other, with the same facts to fill in."""
    from schedule import words

    vi, en = words._messages("vi"), words._messages("en")
    facts = {
        key: [set(re.findall(r"\{(\w+)", form)) for form in (vi[key][0], en[key][-1])] for key in vi.keys() & en.keys()
    }

    assert set(vi) == set(en)
    assert not {key: both for key, both in facts.items() if both[0] != both[1]}


def test_every_message_that_is_asked_for_is_there():
    """A key of the catalogues that code names in full; a key that is put together ends in a full stop and is not looked for."""
    asked = {
        (path.relative_to(ROOT).as_posix(), key)
        for room in ("pages", "ui", "services", "briefing", "charts")
        for path in (ROOT / room).rglob("*.py")
        for key in re.findall(r'\bwords\(\s*"([a-z0-9_.-]*[a-z0-9_-])"', path.read_text(encoding="utf-8"))
    }

    from schedule import Words

    assert [one for one in sorted(asked) if not Words("vi").has(one[1])] == []


def test_every_finding_has_a_name_a_message_and_a_remedy_in_both_languages():
    """A finding that cannot be said is no finding."""
    from schedule import LANGUAGES, Code, Words

    silent = [
        f"{language}: {kind}.{code}"
        for language in LANGUAGES
        for code in Code
        for kind in ("code", "finding", "remedy")
        if not Words(language).has(f"{kind}.{code}")
    ]

    assert silent == []


def test_the_terminal_starts_without_streamlit_or_plotly():
    """`cli.py` answers from the services alone."""
    probe = "import cli, sys, services.answers, services.tracker; print([m for m in ('streamlit', 'plotly') if m in sys.modules])"
    run = subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert run.stdout.strip() == "[]"


def test_the_style_sheet_is_whole():
    """Each block is closed: what follows an open one, the signs of the statuses among it, would count for nothing."""
    sheet = (ROOT / "ui/style.css").read_text(encoding="utf-8")
    depth = list(accumulate((c == "{") - (c == "}") for c in sheet))

    assert min(depth) == 0
    assert depth[-1] == 0


@pytest.mark.parametrize(("language", "wrong"), [("vi", r"[\d}]%"), ("en", r"[\d}]\s%")])
def test_a_language_writes_per_cent_in_one_way(language, wrong):
    """36 % in Vietnamese, 36% in English; what is computed goes through `Words.percent`."""
    catalogues = (ROOT / "locale" / language / "LC_MESSAGES").glob("*.po")
    made = [p for room in ("pages", "ui", "services", "charts") for p in (ROOT / room).rglob("*.py")]

    assert [m for one in catalogues for m in re.findall(rf".*{wrong}.*", one.read_text(encoding="utf-8"))] == []
    assert [str(p) for p in made if re.search(r"\)\}\s?%", p.read_text(encoding="utf-8"))] == []
