"""What tests of publishing share: hosts, and nothing that waits for the disk."""

from tests.build.conftest import no_waiting_for_the_disk, templates_compiled_once
from tests.publish.hosts import ssh_host

__all__ = ["no_waiting_for_the_disk", "ssh_host", "templates_compiled_once"]
