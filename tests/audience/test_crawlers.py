"""Crawlers, feed readers and programs are no readers; every browser in Vietnam is."""

import pytest

from plugins.audience.crawlers import Crawlers
from tests.audience.hits import GOOGLE, PHONE

READERS = {
    "Chrome": PHONE,
    "Safari": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Cốc Cốc": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "coc_coc_browser/130.0.140 Chrome/124.0.6367.140 Safari/537.36",
    "Zalo": "Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36 Zalo android/12120743 ZaloTheme/light",
    "Facebook": "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/436.0.0.35.101;FBDV/iPhone12,1]",
    "Samsung": "Mozilla/5.0 (Linux; Android 10; SAMSUNG SM-J600G) AppleWebKit/537.36 (KHTML, like "
    "Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
    "Opera Mini": "Opera/9.80 (Android; Opera Mini/36.2.2254/191.303; U; vi) Presto/2.12.423",
    "KaiOS": "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
    "Firefox": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Edge": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "cubot phone": "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Chrome/119.0.0.0 Mobile Safari/537.36",
}
OTHERS = {
    "Google": GOOGLE,
    "Cốc Cốc's crawler": "Mozilla/5.0 (compatible; coccocbot-web/1.0; "
    "+http://help.coccoc.com/searchengine)",
    "Bing": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Facebook's preview": "facebookexternalhit/1.1",
    "GPT": "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.0)",
    "Feedly": "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
    "NetNewsWire": "NetNewsWire (RSS Reader; https://netnewswire.com/)",
    "Thunderbird": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0",
    "Liferea": "Liferea/1.15.3 (Linux; https://lzone.de/liferea/)",
    "Inoreader": "Mozilla/5.0 (compatible; Inoreader; 12 subscribers)",
    "QuiteRSS": "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/538.1 QuiteRSS/0.19.4 Safari/538.1",
    "curl": "curl/8.5.0",
    "Python": "python-requests/2.31.0",
    "Java": "Java/17.0.8",
    "headless": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0 Safari",
    "nobody": "",
    "dash": "-",
    "blank": "   ",
}


@pytest.mark.parametrize("agent", READERS.values(), ids=READERS)
def test_agent__of_a_browser__is_a_reader(agent: str) -> None:
    assert not Crawlers().is_one(agent.encode())


@pytest.mark.parametrize("agent", OTHERS.values(), ids=OTHERS)
def test_agent__of_a_program__is_none(agent: str) -> None:
    assert Crawlers().is_one(agent.encode())


def test_agent__in_the_portals_own_words__is_a_crawler() -> None:
    own = Crawlers(["Máy quét (nội bộ)"])
    agent = "Mozilla/5.0 MÁY QUÉT (Nội Bộ)/2".encode()
    assert own.is_one(agent)
    assert not Crawlers().is_one(agent)
    assert not own.is_one(PHONE.encode())


def test_agent__of_a_megabyte__is_known_by_its_beginning() -> None:
    crawlers = Crawlers()
    assert crawlers.is_one(GOOGLE.encode() + b"x" * 1_000_000)
    assert not crawlers.is_one(PHONE.encode() + b"\xff" * 1_000_000)
