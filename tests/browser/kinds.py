"""The kinds of page that the portal has, and of each the address of one in the sample site."""

KINDS = {
    "home": "/",
    "category": "/chinh-tri/",
    "older page of a category": "/thong-bao/trang/1/",
    "article with a picture": "/2026/11/thong-xe-ky-thuat-cau-luong-giang.html",
    "article without a picture": "/2025/03/cau-hat-giu-rung-o-ban-na-khoang.html",
    "article with files and corrections": "/2026/10/lich-tiep-cong-dan-quy-iv-nam-2026.html",
    "reprint": "/2026/09/ke-chuyen-lich-su-dang-bo-bang-tranh.html",
    "expired article": "/2026/08/tuyen-cong-tac-vien-dich-thuat.html",
    "hidden article": "/2026/11/huong-dan-dai-bieu-du-hoi-nghi-tong-ket.html",
    "author": "/tac-gia/luong-khe/",
    "tag": "/tu-khoa/ha-tang-giao-thong/",
    "topic": "/chu-de/ket-noi-hai-bo-luong-giang/",
    "archive": "/luu-tru/",
    "month": "/luu-tru/2026/11/",
    "standing page": "/gioi-thieu/",
    "feeds": "/rss/",
    "API": "/api/v1/",
    "search": "/tim-kiem/",
    "search with results": "/tim-kiem/?q=hoi+nghi&chuyen-muc=chinh-tri",
    "not found": "/khong-co-trang-nay.html",
}
