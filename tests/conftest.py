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
def no_settings_from_outside(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Tests see no show or store of the person who runs them; voices only those that are marked exotic."""
    for name in ("AUDIOBOOK_SHOW", "AUDIOBOOK_STORE"):
        monkeypatch.delenv(name, raising=False)
    if not request.node.get_closest_marker("exotic"):
        monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path_factory.getbasetemp() / "no-voices"))
    yield
