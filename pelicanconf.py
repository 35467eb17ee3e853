"""Settings of the portal while it is written and previewed. Times are Vietnam's, always."""

SITENAME = "Cổng thông tin Đảng bộ tỉnh Phú Lương Giang"
SITESUBTITLE = "Tiếng nói của Đảng bộ, chính quyền và nhân dân trong tỉnh"
SITEURL = "http://localhost:8000"

# Articles are known to feed readers by this and their id: never change it.
FEED_TAG = "tinhuy.example,2026"

# The order is the menu's.
CATEGORIES = [
    "Chính trị",
    "Xây dựng Đảng",
    "Kinh tế",
    "Kinh tế - Chính trị",
    "Văn hóa - Xã hội",
    "Quốc phòng - An ninh",
    "Dân vận",
    "Tuyên giáo",
    "Thông báo",
]

# The home page shows this category as a panel of its own.
NOTICES = "Thông báo"

# Other bodies, at the foot of the home page: name, address, the day of what is new there.
LINKS = [
    ("Ủy ban nhân dân tỉnh", "https://ubnd.phuluonggiang.example", "20/11/2026"),
    ("Hội đồng nhân dân tỉnh", "https://hdnd.phuluonggiang.example", "14/11/2026"),
    ("Ủy ban Mặt trận Tổ quốc tỉnh", "https://mattran.phuluonggiang.example", "18/11/2026"),
    ("Báo Phú Lương Giang", "https://bao.phuluonggiang.example", "21/11/2026"),
    ("Đài Phát thanh và Truyền hình", "https://ptth.phuluonggiang.example", "21/11/2026"),
    ("Cổng dịch vụ công của tỉnh", "https://dichvucong.phuluonggiang.example"),
]

# The foot of every page.
GOVERNING_BODY = "Tỉnh ủy Phú Lương Giang"
RESPONSIBLE_EDITOR = "Đỗ Thượng Hà, Trưởng ban biên tập"
ADDRESS = "Số 1, đường Bờ Bắc, phường Lương Thủy, tỉnh Phú Lương Giang"
PHONE = "0200 3812 345"
EMAIL = "banbientap@phuluonggiang.example"
LICENCE = "Giấy phép số 01/GP-TTĐT ngày 15/01/2024. Ghi rõ nguồn khi đăng lại."

# Bylines that are alike without diacritics: {"Lê Ân": "le-an", "Lê An": "le-an-2"}
AUTHORS: dict[str, str] = {}

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PLUGIN_PATHS = ["."]
PLUGINS = ["plugins.build.plugin"]
