"""Templates render what Jinja renders, in less time: no value differs, none goes unescaped."""

from enum import StrEnum

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from plugins.build.templates import Templates


class Word(StrEnum):
    """A string by its type alone."""

    AND = "a & b"


class Html:
    """What says itself how it is written."""

    def __html__(self) -> str:
        return "<b>đậm</b>"


TEMPLATES = Templates(autoescape=True, undefined=StrictUndefined)


@pytest.mark.parametrize("value", [*"&<>\"'", "Đảng ủy", "", 1234, None, Word.AND, Html()])
@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        "{% macro twice(x) %}{{ x }}<br>{{ x }}{% endmacro %}{{ twice(value) }}",
        "{% set both %}{{ value }}<br>{% endset %}{{ both }}{{ both ~ value }}",
        "{% set html = value | forceescape %}{{ html }}{{ html | upper }}",
    ],
)
def test_template__value_of_any_kind__is_written_as_jinja_writes_it(
    source: str, value: object
) -> None:
    plain = Environment(autoescape=True, undefined=StrictUndefined)
    written = TEMPLATES.from_string(source).render(value=value)
    assert written == plain.from_string(source).render(value=value)


def test_template__markup__is_written_as_it_is() -> None:
    assert TEMPLATES.from_string("{{ html }}").render(html=Markup("<i>nghiêng</i>")) == (
        "<i>nghiêng</i>"
    )


def test_template__unknown_name__is_an_error() -> None:
    with pytest.raises(UndefinedError):
        TEMPLATES.from_string("{{ nothing }}").render()


def test_template__text_with_nothing_to_escape__is_written_without_a_copy() -> None:
    template = TEMPLATES.from_string("{{ title }}")
    title = "Hội nghị giao ban"
    assert next(template.root_render_func(template.new_context({"title": title}))) is title


def test_template__global_of_its_own__hides_the_shared_one_there_only() -> None:
    templates = Templates()
    templates.globals["name"] = "chung"
    assert templates.from_string("{{ name }}", globals={"name": "riêng"}).render() == "riêng"
    assert templates.from_string("{{ name }}").render() == "chung"
