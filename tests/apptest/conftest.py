"""A product on a fresh store, shared by the page tests."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from tests.seeded import copied


@pytest.fixture(scope="session", autouse=True)
def fresh_store(tmp_path_factory):
    """The pages of this session look at a store of their own, seeded from data/ before the first page's time runs."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder))
        patch.setenv("DATABASE_URL", f"sqlite:///{folder}/store.db")
        logging.getLogger("streamlit").setLevel("ERROR")
        copied(folder)
        yield folder


@pytest.fixture
def visit():
    """Open the front door with a query, then go to a page: the running page, without an exception."""

    def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
        at = AppTest.from_file(
            "../../dashboard.py", default_timeout=180
        )  # a busy machine; the first Triển vọng tests the past
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        if page != "overview":
            at.switch_page(f"pages/{page}.py").run()
        assert not at.exception
        return at

    return opened


def html(at: AppTest) -> str:
    """Everything that the page wrote as HTML, in order."""
    return "\n".join(element.proto.body for element in at.get("html"))
