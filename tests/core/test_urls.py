"""Every address is made and read in one place: what is made is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import text, urls
from plugins.core.urls import ListKey, Route

slugs = st.text("abcxyz019-", min_size=1, max_size=30).map(text.slug).filter(bool)
first_slugs = slugs.filter(
    lambda slug: slug not in urls.RESERVED and not (len(slug) == 4 and slug.isdigit())
)
"""Slugs that a category or a standing page may have."""
stamps = st.datetimes().map(lambda when: when.replace(year=2000 + when.year % 100).isoformat())
numbers = st.integers(0, 999_999)
digests = st.text("0123456789abcdef", min_size=16, max_size=16)

outputs = st.one_of(
    st.sampled_from((*urls.PAGES, *urls.MACHINES)),
    st.builds(urls.article, stamps, slugs),
    st.builds(urls.page, first_slugs),
    st.builds(urls.listing, st.builds(ListKey, st.just("category"), first_slugs), numbers),
    st.builds(
        urls.listing,
        st.builds(ListKey, st.sampled_from(["author", "tag", "topic"]), slugs),
        numbers,
    ),
    st.builds(
        urls.listing, st.builds(ListKey, st.just("month"), stamps.map(lambda stamp: stamp[:7]))
    ),
    st.builds(urls.picture, digests, st.integers(1, 9999), st.sampled_from(["jpg", "webp"])),
    st.builds(urls.file, digests, slugs, st.sampled_from(["pdf", "mp3"])),
)
"""Every form of address that a build makes."""


# How each address looks, and what it means


@pytest.mark.parametrize(
    ("output", "url", "route"),
    [
        (urls.HOME, "/", Route("home")),
        (
            urls.article("2023-03-31T13:25:00", "hoi-nghi"),
            "/2023/03/hoi-nghi.html",
            Route("article", "2023/03/hoi-nghi"),
        ),
        (
            urls.listing(ListKey("category", "chinh-tri")),
            "/chinh-tri/",
            Route("category", "chinh-tri"),
        ),
        (
            urls.listing(ListKey("category", "chinh-tri"), 12),
            "/chinh-tri/trang/12/",
            Route("category", "chinh-tri", 12),
        ),
        (urls.listing(ListKey("author", "le-an")), "/tac-gia/le-an/", Route("author", "le-an")),
        (
            urls.listing(ListKey("author", "le-an"), 3),
            "/tac-gia/le-an/trang/3/",
            Route("author", "le-an", 3),
        ),
        (urls.listing(ListKey("tag", "lua")), "/tu-khoa/lua/", Route("tag", "lua")),
        (urls.listing(ListKey("tag", "lua"), 1), "/tu-khoa/lua/trang/1/", Route("tag", "lua", 1)),
        (urls.listing(ListKey("topic", "lua")), "/chu-de/lua/", Route("topic", "lua")),
        (
            urls.listing(ListKey("topic", "lua"), 2),
            "/chu-de/lua/trang/2/",
            Route("topic", "lua", 2),
        ),
        (urls.ARCHIVE, "/luu-tru/", Route("archive")),
        (
            urls.listing(ListKey("month", "2023-03")),
            "/luu-tru/2023/03/",
            Route("month", "2023-03"),
        ),
        (urls.FEEDS_PAGE, "/rss/", Route("feeds")),
        (urls.SEARCH, "/tim-kiem/", Route("search")),
        (
            urls.search_month("2023-03"),
            "/tim-kiem/2023-03.json",
            Route("search-month", "2023-03"),
        ),
        (
            urls.search_text("2023-03"),
            "/tim-kiem/noi-dung/2023-03.json",
            Route("search-text", "2023-03"),
        ),
        (
            urls.picture("0123abcd", 1280, "webp"),
            "/anh/0123abcd-1280.webp",
            Route("picture", "0123abcd-1280.webp"),
        ),
        (
            urls.file("0123abcd", "ke-hoach", "pdf"),
            "/tep/0123abcd/ke-hoach.pdf",
            Route("file", "0123abcd/ke-hoach.pdf"),
        ),
        (
            urls.asset("portal", "0123456789", "css"),
            "/theme/portal-0123456789.css",
            Route("asset", "portal-0123456789.css"),
        ),
        (urls.page("lien-he"), "/lien-he/", Route("category", "lien-he")),
        (urls.NOT_FOUND, "/404.html", Route("404")),
        (urls.NEWEST, "/fragments/moi-nhat.html", Route("newest")),
        (urls.STATISTICS, "/fragments/thong-ke.html", Route("statistics")),
        (urls.listing(ListKey("home", "")), "/", Route("home")),
        (urls.listing(ListKey("featured", "")), "/", Route("home")),
    ],
)
def test_urls__each_kind_of_output__has_its_url_and_its_meaning(
    output: str, url: str, route: Route
) -> None:
    assert (urls.to_url(output), urls.to_output(url), urls.route(output)) == (url, output, route)


@given(output=outputs)
def test_urls__whatever_is_made__is_read_back(output: str) -> None:
    assert urls.route(output) is not None
    assert urls.to_output(urls.to_url(output)) == output


@given(
    key=st.one_of(
        st.builds(ListKey, st.just("category"), first_slugs),
        st.builds(ListKey, st.sampled_from(["author", "tag", "topic"]), slugs),
    ),
    number=numbers,
)
def test_urls__page_of_a_list__says_its_list_and_number(key: ListKey, number: int) -> None:
    assert urls.route(urls.listing(key, number)) == Route(*key, number)


@given(one=outputs, other=outputs)
def test_urls__two_outputs__never_share_a_url(one: str, other: str) -> None:
    assert (urls.to_url(one) == urls.to_url(other)) == (one == other)


def test_shard__of_an_address__is_always_the_same_and_all_are_used() -> None:
    found = [urls.shard(f"/2026/11/bai-{number}.html") for number in range(4_000)]
    assert found[1] == "views/8c.json"
    assert set(found) == set(urls.SHARDS)
    assert max(map(found.count, urls.SHARDS)) < 40


# What no build makes


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/index.html",
        "index.htm",
        "chinh-tri",
        "chinh-tri/",
        "Chinh-Tri/index.html",
        "chính-trị/index.html",
        "-chinh-tri/index.html",
        "chinh--tri/index.html",
        "chinh-tri/index.html\n",
        "chinh-tri/bai.html",
        "chinh-tri/trang/index.html",
        "chinh-tri/trang/0/index.html",
        "chinh-tri/trang/01/index.html",
        "chinh-tri/trang/-1/index.html",
        "chinh-tri/trang/٣/index.html",
        "chinh-tri/trang/" + "9" * 5000 + "/index.html",
        "2023/index.html",
        "2023/03/index.html/",
        "2023/03/Bai.html",
        "2023/3/bai.html",
        "2023/13/bai.html",
        "2023/00/bai.html",
        "٢٠٢٣/03/bai.html",
        "2023/03/bai.htm",
        "2023/03/../bai.html",
        "luu-tru/2023/index.html",
        "luu-tru/2023/13/index.html",
        "luu-tru/2023/03/trang/1/index.html",
        "luu-tru/trang/1/index.html",
        "tac-gia/index.html",
        "tac-gia/trang/1/index.html",
        "anh/index.html",
        "anh/khong-ro.jpg",
        "anh/0123-800.jpg/x",
        "anh/0123-٣.jpg",
        "tep/0123/ke hoach.pdf",
        "tep/ke-hoach.pdf",
        "views/2023/03/bai.json",
        "views/index.html",
        "google1234.html",
        ".htaccess",
    ],
)
def test_urls__path_that_no_build_makes__means_nothing(path: str) -> None:
    assert urls.route(path) is None


@pytest.mark.parametrize("slug", sorted(urls.RESERVED - {"rss", "luu-tru", "tim-kiem"}))
def test_urls__reserved_first_segment__is_no_category(slug: str) -> None:
    assert urls.route(f"{slug}/index.html") is None


@pytest.mark.parametrize(
    "slug",
    [
        *("tac-gia", "tu-khoa", "chu-de", "luu-tru", "rss", "sitemap", "anh", "tep", "theme"),
        *("tim-kiem", "fragments", "views", "api"),
    ],
)
def test_urls__first_segments_that_the_portal_uses__are_reserved(slug: str) -> None:
    assert slug in urls.RESERVED


def test_urls__page_in_a_folder_of_its_own__no_category_may_have_it() -> None:
    folders = {page.partition("/")[0] for page in (*urls.PAGES, *urls.MACHINES) if "/" in page}
    assert {each for each in folders if text.slug(each) == each} <= urls.RESERVED


@given(path=st.text(max_size=40))
def test_urls__any_text__is_read_without_a_fault(path: str) -> None:
    made = urls.route(path)
    assert made is None or path.isascii()


# From an address to an output


@pytest.mark.parametrize(
    ("address", "output"),
    [
        ("/chinh-tri/?trang=2", "chinh-tri/index.html"),
        ("/chinh-tri/#tin", "chinh-tri/index.html"),
        ("/?ItemID=12", "index.html"),
        ("/2023/03/b%C3%A0i.html", "2023/03/bài.html"),
        ("/tep/ab/x.pdf", "tep/ab/x.pdf"),
        ("/chinh-tri", "chinh-tri"),
    ],
)
def test_urls__address_of_the_site__means_its_output(address: str, output: str) -> None:
    assert urls.to_output(address) == output


@pytest.mark.parametrize(
    "address",
    [
        "",
        "chinh-tri/",
        "https://tinhuy.example/",
        "//tinhuy.example/chinh-tri/",
        "//[hong",
        "mailto:a@b.example",
        "/../etc/passwd",
        "/a/%2e%2e/b/",
        "/a\\b",
        "/a%5cb",
        "/%2Fetc/passwd",
    ],
)
def test_urls__address_elsewhere_or_outside__means_none(address: str) -> None:
    assert urls.to_output(address) is None
