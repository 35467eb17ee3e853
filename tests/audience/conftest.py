"""What tests of the audience share: a real host behind ssh, templates compiled once."""

from tests.build.conftest import no_waiting_for_the_disk, templates_compiled_once
from tests.publish.hosts import ssh_host

__all__ = ["no_waiting_for_the_disk", "ssh_host", "templates_compiled_once"]
