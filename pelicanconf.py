"""Settings of the portal while it is written and previewed. Times are Vietnam's, always."""

SITENAME = "Cổng thông tin Đảng bộ tỉnh Phú Lương Giang"
SITESUBTITLE = "Tiếng nói của Đảng bộ, chính quyền và nhân dân trong tỉnh"
SITEURL = "http://localhost:8000"

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

# Bylines that are alike without diacritics: {"Lê Ân": "le-an", "Lê An": "le-an-2"}
AUTHORS: dict[str, str] = {}

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PLUGIN_PATHS = ["."]
PLUGINS = ["plugins.build.plugin"]
