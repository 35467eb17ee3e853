"""Values as they lie in portal.sqlite, in little room: what is carried from build to build."""

import zlib

from plugins.core.site import Key

# Whatever is packed can only be unpacked with these very words: other ones need another
# database.VERSION. What is most often used comes last, where deflate finds it cheapest.
_WORDS = (
    "nghị quyết chỉ thị kế hoạch kết luận hướng dẫn quy định công tác thực hiện tổ chức triển khai "
    "tuyên truyền kiểm tra giám sát phát triển xây dựng bảo đảm nâng cao chất lượng hiệu quả "
    "nông nghiệp nông thôn mới chuyển đổi số cải cách hành chính kinh tế văn hóa xã hội "
    "quốc phòng an ninh dân vận tuyên giáo thông báo cán bộ đảng viên chi bộ đảng bộ đảng ủy "
    "tỉnh ủy thường trực ban chấp hành hội đồng nhân dân ủy ban mặt trận tổ quốc bí thư chủ tịch "
    "đồng chí hội nghị đại hội cuộc họp làm việc phường xã thôn tổ dân phố trường học giáo dục "
    "y tế môi trường thanh niên phụ nữ cựu chiến binh nông dân công nhân doanh nghiệp hợp tác xã "
    "hộ gia đình người nghèo bà con trách nhiệm kinh nghiệm phong trào thi đua học tập "
    "và làm theo năm tháng ngày nhiều các những được trong của với không cho đến từ người một "
    "có là để khi này trên đã ở việc"
    '"pages/.md","page","",["",false],"draft","hidden","url","item","file","files/.pdf",'
    '"https://www.picture","images/.jpg","","body"],["2026/01/02/03/04/05/06/07/08/09/10/11/12/.md'
    '","article","bai-.html",["2025-01-02-03-04-05-06-07-08-09-10-11-12T00:00:00",false],["2024-'
    'T08:30:00",true],"published","chinh-tri",[["","-"]],0,"",null,"",[["","-"],["",""]],[],null,'
    'false,null,[],[],[],false,0,[],[],"'
).encode()

_WINDOW, _MEMORY = 12, 5  # enough for a few thousand bytes, in half the time of zlib's own


def pack(line: str) -> bytes:
    """An article's line of JSON, deflated: about 40 per cent of its bytes."""
    deflate = zlib.compressobj(wbits=_WINDOW, memLevel=_MEMORY, zdict=_WORDS)
    return deflate.compress(line.encode()) + deflate.flush()


def unpack(packed: bytes) -> str:
    """The line that `pack` was given."""
    return zlib.decompressobj(zdict=_WORDS).decompress(packed).decode()


_BODY_WINDOW, _BODY_MEMORY, _BODY_LEVEL = 13, 6, 1  # for longer texts, which are many


def pack_body(html: str, key: str) -> bytes:
    """An article's HTML, deflated; it can only be unpacked with the same key."""
    words = _WORDS + key.encode()
    deflate = zlib.compressobj(_BODY_LEVEL, wbits=_BODY_WINDOW, memLevel=_BODY_MEMORY, zdict=words)
    return deflate.compress(html.encode()) + deflate.flush()


def unpack_body(packed: bytes, key: str) -> str | None:
    """The HTML that `pack_body` was given; None if some is lost. Raises zlib.error."""
    inflate = zlib.decompressobj(zdict=_WORDS + key.encode())
    html = inflate.decompress(packed)
    return html.decode() if inflate.eof else None


_MARKS = str.maketrans("", "", "-T:")


def number(stamp: str) -> int | None:
    """A Moment's stamp as a number that sorts like it; None for the empty one."""
    return int(stamp.translate(_MARKS)) if stamp else None


def ordered(key: Key) -> tuple[int | None, str]:
    """A place in the order of the site, as lists hold it."""
    return number(key[0]), key[1]
