"""The search page as it is used: filters, addresses, keyboard, screen reader, going back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looks import violations
from tests.browser.reader import Reader
from tests.browser.searching import Search

FOCUS = "document.activeElement.textContent.trim() || document.activeElement.name"


def opened(visitor: Reader, address: str = "", **window: Any) -> Search:
    """The search page at this address, when all is found."""
    search = Search(visitor.open(f"/tim-kiem/{address}", **window))
    if address:
        search.settle()
    return search


# From any page to what is found


@pytest.mark.parametrize("path", ["/", "/chinh-tri/", "/2026/11/hoi-nghi-moi.html", "/404.html"])
def test_box__any_page__leads_to_what_is_found(path: str, visitor: Reader) -> None:
    page = visitor.open(path, width=360)
    box = page.get_by_role("search").get_by_role("searchbox", name="Tìm trên cổng")
    box.fill("hội nghị tổng kết")
    box.press("Enter")
    search = Search(page)
    search.settle("hội nghị tổng kết")
    assert search.found[0] == "hoi-nghi-moi"
    assert page.url.endswith("/tim-kiem/?q=h%E1%BB%99i+ngh%E1%BB%8B+t%E1%BB%95ng+k%E1%BA%BFt")


def test_box__without_javascript__leads_to_archive_categories_and_topics(visitor: Reader) -> None:
    page = visitor.open("/", javascript=False)
    page.get_by_role("searchbox").fill("hội nghị")
    page.get_by_role("button", name="Tìm").click()
    aside = page.get_by_role("complementary", name="Lối khác để tìm bài")
    assert "cần JavaScript" in aside.inner_text()
    hrefs = {each.get_attribute("href") for each in aside.get_by_role("link").all()}
    assert {"/luu-tru/", "/chinh-tri/"} <= hrefs
    assert any(each and each.startswith("/tu-khoa/") for each in hrefs)
    assert not page.locator(".search__options").is_visible()


def test_browser__asks_how_to_search_here__is_told(visitor: Reader) -> None:
    page = visitor.open("/")
    link = page.locator('link[rel="search"]')
    assert link.get_attribute("type") == "application/opensearchdescription+xml"
    answer = page.request.get(visitor.address + str(link.get_attribute("href")))
    assert f'template="{visitor.address}/tim-kiem/?q={{searchTerms}}"' in answer.text()


# What is shown


def test_results__matches_however_spelt__are_highlighted(visitor: Reader) -> None:
    search = opened(visitor, "?q=hoi+nghi+tong+ket")
    assert search.marked[:2] == ["Hội nghị tổng kết", "Hội nghị tổng kết"]
    assert opened(visitor, "?q=cap+uy").marked == ["Cấp ủy", "Cấp uỷ"]


def test_results__found_by_a_name__say_so(visitor: Reader) -> None:
    search = opened(visitor, "?q=Giàng+Seo+Lử+năm+học")
    first = search.page.locator(".results li").first
    assert "Tác giả: Giàng Seo Lử." in first.inner_text()
    assert "Văn hóa - Xã hội" in first.inner_text()
    assert "02/03/2026" in first.inner_text()


def test_results__many__more_on_pressing_and_reading_goes_on_there(visitor: Reader) -> None:
    search = opened(visitor, "?chuyen-muc=chinh-tri")
    assert len(search.found) == 20
    before = search.found
    search.press("Xem thêm kết quả")
    expect(search.page.locator(".results li")).to_have_count(40)
    assert search.found[:20] == before
    twenty_first = search.page.locator(".results .card__title a").nth(20)
    expect(twenty_first).to_be_focused()


def test_results__nothing_at_all__offers_what_to_do(visitor: Reader) -> None:
    search = opened(visitor, "?q=qwrtplk&chuyen-muc=kinh-te&tu=2026-01-01", width=320)
    assert search.heading == "Không tìm thấy bài nào có “qwrtplk”"
    assert "Thử viết ngắn hơn" in search.note
    offered = {each.inner_text() for each in search.page.locator(".results__ways button").all()}
    assert {"Tìm cả trong nội dung bài", "Bỏ bộ lọc"} <= offered
    assert search.page.get_by_role("link", name="Lưu trữ theo năm và tháng").is_visible()
    search.press("Bỏ bộ lọc")
    search.settle()
    assert search.page.url.endswith("?q=qwrtplk")
    assert violations(search.page) == []


# Filters and addresses


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?q=hội+nghị+tổng+kết&chuyen-muc=dan-van", ["hoi-nghi-moi"]),
        ("?q=hội+nghị&tac-gia=vang-a-pao", ["hoi-nghi-sapo", "hoi-nghi-roi"]),
        ("?q=kho+thóc&nguon=Tạp+chí+Mẫu+Sơn", ["trich-lai"]),
        ("?nguon=Tạp+chí+Mẫu+Sơn", ["trich-lai"]),
        ("?q=lịch+trực&tu=2026-08-05&den=2026-08-14", ["ngay-7-8"]),
        ("?q=lịch+trực&tu=2026-08-06", ["ngay-17-8"]),
        ("?q=lịch+trực&sap-xep=cu-nhat", ["ngay-7-8", "ngay-17-8"]),
        ("?q=hội+nghị&sap-xep=moi-nhat", ["hoi-nghi-roi", "hoi-nghi-sapo"]),
        ("?q=cọc+tiêu&tu=2012-01-01&den=2012-12-31", ["bai-cu"]),
        ("?q=lịch+trực&tu=6/8/2026", ["ngay-17-8"]),
        ("?q=lịch+trực&tu=abc&sap-xep=xyz&chuyen-muc=thong-bao", ["ngay-17-8", "ngay-7-8"]),
        ("?tac-gia=hang-a-dinh", ["bai-cu-kinh-te"]),
    ],
)
def test_address__with_filters__finds_what_they_leave(
    address: str, found: list[str], visitor: Reader
) -> None:
    search = opened(visitor, address)
    assert search.found[: len(found)] == found
    if "-nhat" not in address:
        assert len(search.found) == len(found)


def test_filters__own_articles_only__no_reprint(visitor: Reader) -> None:
    assert opened(visitor, "?q=kho+thóc").found == ["trich-lai"]
    assert "trich-lai" not in opened(visitor, "?q=kho+thóc&nguon=own").found


def test_filters__chosen__stand_in_the_address_and_back_undoes_them(visitor: Reader) -> None:
    search = opened(visitor)
    page = search.page
    search.type("hội nghị")
    page.get_by_role("searchbox").press("Enter")
    search.filters()
    page.get_by_role("combobox", name="Chuyên mục").select_option("Dân vận")
    search.settle()
    assert search.found == ["hoi-nghi-moi"]
    assert page.url.endswith("&chuyen-muc=dan-van")
    page.get_by_label(re.compile("^Từ ngày")).fill("1/2026")
    page.get_by_label(re.compile("^Từ ngày")).press("Tab")
    expect(page).to_have_url(re.compile("tu=2026-01-01"))
    page.go_back()
    expect(page).to_have_url(re.compile("dan-van$"))
    page.go_back()
    search.settle()
    assert len(search.found) == 4
    assert page.get_by_role("combobox", name="Chuyên mục").input_value() == ""
    page.go_forward()
    search.settle()
    assert search.found == ["hoi-nghi-moi"]


def test_back__after_typed_searches__each_that_was_meant(visitor: Reader) -> None:
    search = opened(visitor, "?q=đảng")
    page = search.page
    box = page.get_by_role("searchbox")
    box.fill("hội nghị")
    search.settle("hội nghị")
    box.press("Enter")
    expect(page).to_have_url(re.compile("ngh"))
    box.fill("cấp ủy")  # and never Enter
    search.settle("cấp ủy")
    page.go_back()
    search.settle("đảng")
    assert page.get_by_role("searchbox").input_value() == "đảng"


def test_box__emptied_before_the_answer__nothing_is_shown(visitor: Reader) -> None:
    search = opened(visitor)
    page = search.page
    box = page.get_by_role("searchbox")
    box.fill("hội nghị")
    search.settle("hội nghị")
    box.fill("cấp ủy")
    box.fill("")
    expect(page.locator(".results")).not_to_be_visible()


def test_days__written_wrongly__said_beside_the_field_and_nothing_searched(visitor: Reader) -> None:
    search = opened(visitor, "?q=hội+nghị")
    before = search.page.url
    search.filters()
    field = search.page.get_by_label(re.compile("^Đến ngày"))
    field.fill("31/2/2026")
    field.press("Tab")
    expect(search.page.get_by_text("Ngày chưa đúng.")).to_be_visible()
    assert field.get_attribute("aria-invalid") == "true"
    assert search.page.url == before
    field.fill("2026")
    field.press("Tab")
    expect(search.page).to_have_url(re.compile("den=2026-12-31"))
    assert not search.page.get_by_text("Ngày chưa đúng.").is_visible()


def test_article__read_and_left__the_list_is_where_it_was(visitor: Reader) -> None:
    # Where scrolling is smooth, it goes on while it is measured.
    search = opened(visitor, "?chuyen-muc=kinh-te", width=360, height=640, reduced_motion=True)
    page = search.page
    search.press("Xem thêm kết quả")
    expect(page.locator(".results li")).to_have_count(40)
    link = page.locator(".results .card__title a").nth(30)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    found = search.found
    link.click()
    page.wait_for_url(re.compile(r"\.html$"))
    page.go_back()
    search.settle()
    assert search.found == found
    expect(page.locator(".results .card__title a").nth(30)).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 50


# Keyboard and screen reader


def test_typing__result_is_read_out_once_and_focus_stays(visitor: Reader) -> None:
    search = opened(visitor)
    box = search.page.get_by_role("searchbox")
    box.focus()
    search.page.keyboard.type("cap uy", delay=30)
    search.settle("cap uy")
    expect(search.page.get_by_role("status").last).to_have_text("2 bài về “cap uy”")
    expect(box).to_be_focused()


def test_keyboard__all_ways__reach_results(visitor: Reader) -> None:
    search = opened(visitor, "?q=cap+uy")
    page = search.page
    page.get_by_role("searchbox").focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(str(page.evaluate(FOCUS)))
    assert "noi-dung" in reached
    assert "Lọc và sắp xếp" in reached
    assert "Cấp ủy về sinh hoạt cùng chi bộ" in reached
    assert reached.index("noi-dung") < reached.index("Cấp ủy về sinh hoạt cùng chi bộ")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_results_and_filters__any_window__accessible(
    width: int, dark: bool, visitor: Reader
) -> None:
    page = visitor.open("/tim-kiem/?q=hoi+nghi&tu=2026-01-01", width=width, dark=dark)
    Search(page).settle()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# Further back, and in texts


def months_asked(page: Page) -> list[str]:
    """The addresses of index files that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if ".json" in each.url else None)
    return asked


def test_years__gone_back_by_pressing__one_year_at_a_time(visitor: Reader) -> None:
    search = opened(visitor, "?chuyen-muc=kinh-te&sap-xep=cu-nhat")
    assert (
        "từ tháng 12/2025 đến tháng 11/2026" in search.page.locator(".results__reach").inner_text()
    )
    assert search.found[0] != "bai-cu"
    asked = months_asked(search.page)
    search.press("Tìm tiếp các bài năm 2025")
    search.settle()
    assert "bai-cu-kinh-te" in search.found
    assert {url[-12:-8] for url in asked} == {"2025"}
    search.press("Tìm đến bài cũ nhất (năm 2006)")
    search.settle()
    assert "từ tháng 8/2006 đến" in search.page.locator(".results__reach").inner_text()
    assert not search.page.get_by_role("button", name="Tìm tiếp").is_visible()


def test_nothing_in_a_year__goes_back_by_itself_and_can_be_stopped(visitor: Reader) -> None:
    search = opened(visitor)
    page = search.page

    def slowly(route: Route) -> None:
        if "2012" not in route.request.url:
            route.continue_()

    page.route(re.compile(r"tim-kiem/20..-..\.json"), slowly)
    page.get_by_role("searchbox").fill("cọc tiêu bên sông")
    page.get_by_role("button", name="Dừng").wait_for()
    expect(page.get_by_text("tháng 33 trong 34")).to_be_visible()
    search.press("Dừng")
    search.settle()
    assert "bai-cu" not in search.found
    page.unroute(re.compile(r"tim-kiem/20..-..\.json"))
    search.press("Tìm tiếp các bài năm 2012")
    search.settle()
    assert search.found == ["bai-cu"]


def test_texts__ticked__fetched_newest_first_with_progress_and_stopped(visitor: Reader) -> None:
    search = opened(visitor, "?q=hội+nghị+bến+bãi")
    page = search.page
    asked = months_asked(page)
    waiting: list[Route] = []
    page.route(re.compile("noi-dung/2026-0"), lambda route: waiting.append(route))  # noqa: PLW0108
    page.get_by_label("Tìm cả nội dung").check()
    expect(page.get_by_text(re.compile("Đang đọc nội dung bài"))).to_be_visible()
    expect(page.locator(".results .card__title a").first).to_have_text("Chuyện ghi ở bến đò Tả Van")
    search.press("Dừng")
    search.settle()
    assert "hoi-nghi-trong-bai" in search.found
    assert [url[-12:-5] for url in asked][:2] == ["2026-11", "2026-10"]
    assert all("noi-dung" in url for url in asked)
    assert "hội nghị bến bãi" in search.marked
    assert not any(route.request.url.endswith("2026-01.json") for route in waiting)


def test_texts__of_chosen_days__only_their_months_are_fetched(visitor: Reader) -> None:
    page = visitor.open("/")
    asked = months_asked(page)
    visitor.goto(page, "/tim-kiem/?q=người+trẻ&noi-dung=1&tu=2026-08-01&den=2026-08-31")
    search = Search(page)
    search.settle()
    assert search.found == ["dang-bo"]
    assert {url.partition("/tim-kiem/")[2] for url in asked} == {
        *("2026-11.json", "2026-08.json", "noi-dung/2026-08.json"),
    }


@pytest.mark.parametrize("kind", ["tim-kiem/2026-05", "noi-dung/2026-05"])
def test_connection__lost_for_one_month__it_is_asked_for_once(
    kind: str, browser: Browser, library: str
) -> None:
    visitor = Reader(browser, library)  # whose browser complains of the connection
    page = visitor.open("/")
    page.route(re.compile(kind), lambda route: route.fulfill(status=503))
    asked = months_asked(page)
    visitor.goto(page, "/tim-kiem/?q=hội+nghị&noi-dung=1")
    Search(page).settle()
    expect(page.locator(".results__failed")).to_contain_text("còn thiếu bài của 1 tháng")
    assert len([url for url in asked if kind in url]) == 1
    visitor.close()


def test_month__something_else_in_its_place__said_and_the_others_searched(visitor: Reader) -> None:
    page = visitor.open("/")
    page.route(re.compile("tim-kiem/2026-05"), lambda route: route.fulfill(body="<html>"))
    visitor.goto(page, "/tim-kiem/?q=hội+nghị")
    search = Search(page)
    search.settle()
    assert search.found[0] == "hoi-nghi-moi"
    expect(page.locator(".results__failed")).to_contain_text("còn thiếu bài của 1 tháng")


def test_engine__does_not_come__said_with_a_way_on(browser: Browser, library: str) -> None:
    visitor = Reader(browser, library)
    page = visitor.open("/")
    page.route(re.compile("search-worker"), lambda route: route.abort())
    visitor.goto(page, "/tim-kiem/?q=hội+nghị")
    expect(page.locator(".results__failed")).to_contain_text("không chạy được")
    page.unroute(re.compile("search-worker"))
    page.get_by_role("button", name="Thử tải lại").click()
    search = Search(page)
    search.settle("hội nghị")
    expect(page.locator(".results li").first).to_be_visible()
    visitor.close()


def test_half_typed__no_older_year_is_fetched_before_a_pause(visitor: Reader) -> None:
    search = opened(visitor)
    asked = months_asked(search.page)
    box = search.page.get_by_role("searchbox")
    for words in ("q", "qw", "qwr", '"qwrt'):
        box.fill(words)
        search.settle(words)
    assert {url[-12:-8] for url in asked} <= {"2026", "2025"}
    assert len(asked) == 11


def test_connection__lost__said_and_tried_again(browser: Browser, library: str) -> None:
    visitor = Reader(browser, library)  # whose browser complains of the connection
    search = opened(visitor)
    page = search.page
    page.route(re.compile("2026-05"), lambda route: route.abort())
    search.type("chỉ thị")
    expect(page.locator(".results__failed")).to_contain_text("còn thiếu bài của 1 tháng")
    assert "chi-thi-35" not in search.found
    page.unroute(re.compile("2026-05"))
    search.press("Thử tải lại")
    search.settle()
    assert search.found[0] == "chi-thi-35"
    visitor.close()
