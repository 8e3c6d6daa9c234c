import pytest

from tests.history.changing import make_rich


@pytest.fixture
def rich():
    return make_rich()
