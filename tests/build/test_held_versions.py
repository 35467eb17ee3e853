"""keep_going after any edits: the site is that of each file's last valid version."""

import re
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.edits import ALIASES, World, articles
from tests.build.sites import Site, built_anew, differences, picture
from tests.factories import write

Texts = dict[str, str]

_MEDIA = re.compile(r"/((?:images|files)/[\w.-]+)")


def save(site: Site, texts: Texts) -> None:
    """Put these articles into content/ in place of all others."""
    shutil.rmtree(site.root / "content/tin", ignore_errors=True)
    write(site.root / "content", texts)


def put_back(site: Site, texts: Texts) -> None:
    """Put back media that last valid versions use and an edit took away: another matter, too."""
    for path in {each for text in texts.values() for each in _MEDIA.findall(text)}:
        if not (site.root / "content" / path).exists():
            site.write({path: picture("red") if path.startswith("images/") else b"%PDF-1.4"})


def broken(text: str) -> str:
    """The article changed, and with an error."""
    return re.sub("views: .*", "views: 1.234", text).replace("title: ", "title: Sửa dở ")


def contested(valid: Texts, texts: Texts) -> set[str]:
    """Articles whose last valid version has an old address that is another's now: an error there,
    which is another matter.
    """
    owner = {alias: path for alias in ALIASES for path, text in texts.items() if alias in text}
    return {
        path for path, text in valid.items() if any(a in text and owner[a] != path for a in owner)
    }


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_keep_going__any_run_of_edits_and_errors__last_valid_versions(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Site(Path(folder) / "site"))
        world.start(data.draw(st.lists(articles, min_size=4, max_size=8), label="start"))
        valid: Texts = {}
        for number in range(data.draw(st.integers(2, 5), label="builds")):
            # Without links: what a held article links to may be gone, which is another matter.
            texts = {model.path: model.text({}) for model in world.articles.values()}
            wrong = {path for path in texts if data.draw(st.integers(0, 3), label=path) == 0}
            wrong -= contested(valid, texts)
            valid = {
                path: valid[path] if path in wrong else text
                for path, text in texts.items()
                if path in valid or path not in wrong
            }
            save(world.site, valid)
            put_back(world.site, valid)
            fresh = built_anew(world.site, Path(folder) / str(number), world.now)
            save(world.site, texts | {path: broken(texts[path]) for path in wrong})
            full = data.draw(st.booleans(), label="full")
            report = world.site.build(world.now, keep_going=True, full=full)
            assert {each.path for each in report.problems if each.is_error} == wrong
            assert differences(world.site.output, fresh) == []
            for _ in range(data.draw(st.integers(1, 3), label="edits")):
                world.edit(data)
