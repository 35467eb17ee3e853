"""Addresses of hosts behind ssh, and what happens without the programs that reach them."""

from contextlib import closing

import pytest

from plugins.build.store import Outside
from plugins.core.settings import SettingsError
from plugins.publish.ssh import Ssh


@pytest.mark.parametrize(
    "address",
    [
        "ssh://host",
        "ssh://host/",
        "ssh:///path",
        "ssh://host:port/path",
        "ssh://host:99999/path",
        "ssh://-oProxyCommand=x/path",
    ],
)
def test_ssh__address_that_is_none__is_wrong_use(address: str) -> None:
    with pytest.raises(SettingsError, match="ssh://user@host/thu-muc"):
        Ssh(address)


@pytest.mark.parametrize("address", ["ssh://host/path", "ssh://u@[::1]:2222/a%20b/c/"])
def test_ssh__no_such_program__says_what_to_install(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", "khong-co-ssh")
    with closing(Ssh(address)) as target, pytest.raises(Outside, match="openssh-client"):
        target.read("manifest")
