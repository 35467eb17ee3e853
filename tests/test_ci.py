"""The CI files: sound, thin, one at a time, and without a secret where none is needed."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import tasks
from plugins.core.settings import PROJECT
from tests.pipelines import GITHUB, GITLAB, PULL_REQUEST, Job, jobs, load

FILES = (GITHUB, PULL_REQUEST, GITLAB)
JOBS = [job for file in FILES for job in jobs(file).values()]
BUILD = "build --settings publishconf.py --delta --keep-going || [ $? -eq 1 ]"
CHECK = "check --settings publishconf.py"
PUBLISH = ['publish --to "$PUBLISH_TARGET"', 'verify "$PUBLISH_TARGET" --sample 50']
STATE = ".state/portal.sqlite"

_USES = re.compile(
    r"actions/(checkout|setup-python|cache/restore|cache/save|upload-artifact|download-artifact)"
    r"@v\d+\.\d+\.\d+"
)


def named(job: Job) -> str:
    """A job as test ids show it."""
    return f"{Path(job.file).name}-{job.name}"


def judged(file: Path, kind: str) -> subprocess.CompletedProcess[str]:
    """Whether the file fits the schema of its kind, as the schema's own tool says."""
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}"]
    return subprocess.run([*words, str(file)], capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("file", FILES)
def test_schema__file_as_it_is__fits(file: str) -> None:
    done = judged(PROJECT / file, "gitlab-ci" if file == GITLAB else "github-workflows")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "kind", "right", "wrong"),
    [
        (GITHUB, "github-workflows", "runs-on:", "runs:"),
        (GITLAB, "gitlab-ci", "when: always", "when: ever"),
    ],
)
def test_schema__one_word_wrong__does_not_fit(
    file: str, kind: str, right: str, wrong: str, tmp_path: Path
) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "wrong.yml").write_text(text.replace(right, wrong), encoding="utf-8")
    assert judged(tmp_path / "wrong.yml", kind).returncode == 1


# What is run


@pytest.mark.parametrize(
    ("file", "commands"),
    [
        (GITHUB, {"build": [BUILD, f"{CHECK} --format github"], "publish": PUBLISH}),
        (
            PULL_REQUEST,
            {
                "check": [f"{CHECK} --format github"],
                "preview": ["build --keep-going || [ $? -eq 1 ]"],
            },
        ),
        (
            GITLAB,
            {
                "build": [BUILD],
                "publish": PUBLISH,
                "check": [CHECK],
                "preview": ["build --keep-going || [ $? -eq 1 ]"],
            },
        ),
    ],
)
def test_jobs__their_commands__in_order(file: str, commands: dict[str, list[str]]) -> None:
    found = {name: job.commands for name, job in jobs(file).items()}
    assert found == {
        name: [f"python3 tasks.py {each}" for each in lines] for name, lines in commands.items()
    }


@pytest.mark.parametrize("job", JOBS, ids=named)
def test_job__its_commands__exist_with_these_options(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.portal, "execute", lambda: None)
    for line in job.commands:
        _, *words = shlex.split(line.removesuffix(" || [ $? -eq 1 ]"))
        portal = tasks.portal
        portal.run(words, exit=False)
        assert [context.name for context in portal.tasks] == [words[1]]


@pytest.mark.parametrize("job", JOBS, ids=named)
def test_job__other_lines__only_make_ssh_and_rsync_ready(job: Job) -> None:
    lines = [line for script in job.scripts for line in script.splitlines()]
    others = [line for line in lines if line not in job.commands]
    assert [line for line in others if not re.search(r"\bumask|\.ssh\b|^apt-get ", line)] == []
    assert not others or job.name == "publish"


@pytest.mark.parametrize("job", [job for job in JOBS if "build" in str(job.commands)], ids=named)
@pytest.mark.parametrize(("status", "ends"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_job__build_ends_with__only_errors_of_the_content_are_let_through(
    job: Job, status: int, ends: int, tmp_path: Path
) -> None:
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    python.chmod(0o755)
    first = next(job.run(tmp_path, {"PATH": f"{tmp_path}:/usr/bin:/bin"}))
    assert first == (ends, "")


@pytest.mark.parametrize("job", [job for job in JOBS if job.file != GITLAB], ids=named)
def test_job__on_github__only_five_actions_each_of_a_release(job: Job) -> None:
    uses = [step["uses"] for step in job.steps if "uses" in step]
    assert [each for each in uses if not _USES.fullmatch(each)] == []
    checkout = job.steps[0]
    assert checkout["uses"].startswith("actions/checkout@")
    assert checkout["with"] == {"persist-credentials": "false"}


# When, and how many


def test_github__publishing__starts_as_promised_one_at_a_time() -> None:
    said = load(GITHUB)
    assert said["on"] == {
        "push": {"branches": ["main"]},
        "schedule": [{"cron": "*/15 * * * *"}],
        "workflow_dispatch": "",
    }
    assert said["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}
    condition = "vars.PUBLISH_TARGET && github.ref == 'refs/heads/main'"
    assert jobs(GITHUB)["build"].said["if"] == condition
    assert jobs(GITHUB)["publish"].said["needs"] == "build"


def test_gitlab__publishing__only_of_the_default_branch_one_at_a_time() -> None:
    found = jobs(GITLAB)
    assert found["publish"].said["resource_group"] == "publish"
    for name in ("build", "publish"):
        assert found[name].said["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert found["check"].said["needs"] == [{"job": "build", "optional": "true"}]


def test_every_job__has_a_time_limit() -> None:
    assert load(GITLAB)["default"]["timeout"]
    assert [
        named(job) for job in JOBS if job.file != GITLAB and not job.said["timeout-minutes"]
    ] == []


# What it may know


def test_secrets__only_where_the_host_is_reached() -> None:
    secret = re.compile(r"secrets|SSH_KEY|KNOWN_HOSTS")
    knowing = [job for job in JOBS if secret.search(yaml.safe_dump(job.said))]
    assert [(job.file, job.name) for job in knowing] == [(GITHUB, "publish"), (GITLAB, "publish")]
    assert {job.said["environment"] for job in knowing} == {"production"}


@pytest.mark.parametrize("file", [GITHUB, PULL_REQUEST])
def test_github__its_token__may_only_read(file: str) -> None:
    said = load(file)
    assert said["permissions"] == {"contents": "read"}
    assert [job.name for job in jobs(file).values() if "permissions" in job.said] == []


def test_pull_request__neither_secret_nor_carried_state_nor_target() -> None:
    said = load(PULL_REQUEST)
    assert said["on"] == "pull_request"
    assert not re.search(r"secrets|vars\.|\.state|cache/", yaml.safe_dump(said))
    merge_request = [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert jobs(GITLAB)["preview"].said["rules"] == merge_request
    assert "cache" not in jobs(GITLAB)["preview"].said


# The state that is carried


def test_github__state__is_handed_on_and_saved_only_when_it_is_another() -> None:
    build, publish = (jobs(GITHUB)[name] for name in ("build", "publish"))
    (restored,) = (each for each in build.steps if "cache/restore@" in each.get("uses", ""))
    (handed,) = (each for each in build.steps if "upload-artifact@" in each.get("uses", ""))
    (saved,) = (each for each in publish.steps if "cache/save@" in each.get("uses", ""))
    digest = f"hashFiles('{STATE}')"
    assert restored["with"] == {"path": STATE, "key": "state", "restore-keys": "state-"}
    assert saved["with"] == {"path": STATE, "key": f"state-${{{{ {digest} }}}}"}
    assert saved["if"] == f"needs.build.outputs.state != format('state-{{0}}', {digest})"
    assert build.said["outputs"] == {
        "site": f"${{{{ steps.{handed['id']}.outputs.artifact-id }}}}",
        "state": f"${{{{ steps.{restored['id']}.outputs.cache-matched-key }}}}",
    }
    assert handed["with"]["path"].split() == ["output/", STATE]
    assert handed["with"]["include-hidden-files"] == "true"
    steps = [each.get("run") or each["uses"] for each in publish.steps]
    place = steps.index(saved["uses"])
    assert "tasks.py publish" in steps[place - 1]
    assert "tasks.py verify" in steps[place + 1]


def test_gitlab__state__is_handed_on_and_kept_by_the_publisher_alone() -> None:
    found = jobs(GITLAB)
    state = {"key": "state", "paths": [STATE]}
    assert found["build"].said["cache"][1] == {**state, "policy": "pull"}
    assert found["build"].said["artifacts"]["paths"] == ["output/", STATE]
    kept = {**state, "policy": "pull-push", "when": "always"}
    assert found["publish"].said["cache"][1] == kept
