from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "audio" / "trotsky-opposes-coalition"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-exotic", action="store_true", help="also what is slow or needs more than the base install")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-exotic"):
        return
    skip = pytest.mark.skip(reason="exotic: turn on with --run-exotic, as CI does")
    for item in items:
        if item.get_closest_marker("exotic"):
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests see no show, store or voices of the person who runs them."""
    for name in ("AUDIOBOOK_SHOW", "AUDIOBOOK_STORE", "AUDIOBOOK_VOICES"):
        monkeypatch.delenv(name, raising=False)
    yield
