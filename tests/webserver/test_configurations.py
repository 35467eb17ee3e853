"""What the printed files say: for whom, where, and nothing that is not needed."""

import re

import pytest

from plugins.webserver import apache, moved, nginx, policy
from plugins.webserver.policy import Address

NOBODY = moved.of([])
SECURE, PLAIN = "https://tinhuy.example", "http://tinhuy.example"


def listens(text: str) -> list[str]:
    """What the servers of a nginx configuration listen on."""
    return re.findall(r"^    listen (.+);$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("siteurl", "found"),
    [
        (SECURE, ["80", "[::]:80", "443 ssl http2", "[::]:443 ssl http2"]),
        (PLAIN, ["80", "[::]:80"]),
        ("https://tinhuy.example:8443", ["8443 ssl http2", "[::]:8443 ssl http2"]),
        ("http://localhost:8000", ["127.0.0.1:8000"]),
        ("http://127.0.0.1", ["127.0.0.1:80"]),
    ],
)
def test_nginx__address_of_the_site__is_listened_on(siteurl: str, found: list[str]) -> None:
    assert listens(nginx.configuration(Address.of(siteurl), "/var/www/a", NOBODY)) == found


def test_nginx__two_sites_on_one_machine__share_no_name() -> None:
    names = [
        set(
            re.findall(
                r"\bportal_\w+", nginx.configuration(Address.of(siteurl), "/var/www/a", NOBODY)
            )
        )
        for siteurl in (SECURE, "https://thu.tinhuy.example", "https://tinhuy.example:8443")
    ]
    assert all(names)
    assert len(set.union(*names)) == sum(map(len, names))


@pytest.mark.parametrize("root", ["www", "/a b", "/a;b", "/a{", "/a$b", '/a"', "/a\n", "/a#b"])
def test_nginx__folder_that_would_end_the_line__is_refused(root: str) -> None:
    with pytest.raises(ValueError, match=re.escape(root)):
        nginx.configuration(Address.of(SECURE), root, NOBODY)


def test_both__without_old_addresses__have_no_place_for_them() -> None:
    assert "map_hash" not in nginx.configuration(Address.of(SECURE), "/var/www/a", NOBODY)
    assert "THE_REQUEST" not in apache.configuration(Address.of(SECURE), NOBODY)


@pytest.mark.parametrize("siteurl", [SECURE, PLAIN])
def test_both__only_a_site_with_https__asks_browsers_to_keep_to_it(siteurl: str) -> None:
    texts = (
        nginx.configuration(Address.of(siteurl), "/var/www/a", NOBODY),
        apache.configuration(Address.of(siteurl), NOBODY),
    )
    for text in texts:
        assert ("Strict-Transport-Security" in text) == (siteurl == SECURE)
        assert ("https://tinhuy.example" in text) == (siteurl == SECURE)


def test_address__vietnamese_letters__as_the_dns_has_them() -> None:
    assert Address.of("https://tỉnhủy.example:8443") == (
        *("https://xn--tnhy-vw5a2h.example:8443", True, "xn--tnhy-vw5a2h.example", 8443),
    )


def test_policy__every_type_of_text__is_utf_8_and_compressed() -> None:
    assert set(policy.TEXT) >= {"html", "css", "js", "json", "xml", "svg", "txt", "opml", "csv"}
    assert not set(policy.TEXT) & {"jpg", "webp", "woff2", "pdf", "zip", "mp4"}
