"""Every mistake an editor can make is answered as its case file says, word for word.

To add a case, write a file into tests/cases/problems (tests/ingest/problem_cases.py says how),
or add sections to one, with nothing below `=== problems`; then run

    UPDATE_CASES=1 python -m pytest tests/ingest/test_problem_cases.py

which writes what the portal says now into the files; look at the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from plugins.build import pipeline
from plugins.build.options import Options
from plugins.core import problem
from tests.factories import NOW, make_settings
from tests.ingest import problem_cases
from tests.ingest.problem_cases import FOLDER, Case, CaseFile

UPDATE = os.environ.get("UPDATE_CASES") == "1"
FILES = [problem_cases.read(path) for path in sorted(FOLDER.glob("*.txt"))]
CASES = [pytest.param(file, case, id=case.label) for file in FILES for case in file.cases]


def what_the_editor_sees(case: Case, root: Path) -> str:
    case.write(root)
    settings = make_settings(root, **case.settings)
    found = pipeline.check(settings, Options(now=NOW)).problems
    return problem.listing(found, "content", in_full=True)


@pytest.mark.parametrize(("file", "case"), CASES)
def test_check__mistake__is_told_as_the_case_says(
    file: CaseFile, case: Case, tmp_path: Path
) -> None:
    seen = what_the_editor_sees(case, tmp_path)
    if UPDATE:
        case.problems.text = seen + "\n\n" if seen else "\n"
        file.save()
    assert seen.splitlines() == case.problems.text.strip("\n").splitlines()


def test_cases__all__are_found() -> None:
    assert len(CASES) > 100
