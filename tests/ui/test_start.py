"""Where an upload goes, by the address that the visitor's browser calls."""

import pytest

from core.ui.start import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://localhost:8501/", "localhost"),
        ("http://127.0.0.1:8501/journeys?x=1", "127.0.0.1"),
        ("http://[::1]:8501/", "::1"),
        ("https://Kontaktpunkt.example.dk/", "kontaktpunkt.example.dk"),
        ("https://app.example.dk", "app.example.dk"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_address_tells_whose_machine_it_is(url, host):
    assert host_of(url) == host
