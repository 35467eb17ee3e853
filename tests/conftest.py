"""What holds for every test: the long ones run with --soak only, Hypothesis keeps no clock."""

import signal

import pytest
from hypothesis import settings

# Examples vary from run to run, in CI too; a failure prints what repeats it.
settings.register_profile("default", deadline=None, derandomize=False, print_blob=True)
settings.register_profile("soak", settings.get_profile("default"), max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --soak."""
    parser.addoption("--soak", action="store_true", help="run the tests marked soak, too")


def pytest_configure(config: pytest.Config) -> None:
    """More examples for every property in a soak; signals are what tests expect them to be."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # the suite was started by `… &`
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:  # … or by `nohup`
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    settings.load_profile("soak" if config.getoption("--soak") else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without --soak the long tests are not there: nothing to be reported as skipped."""
    if config.getoption("--soak"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    items[:] = [item for item in items if item not in long]
    config.hook.pytest_deselected(items=long)
