"""From output/ to the web host: what differs from the host's release is sent, in a safe order.

A storey above plugins/build. On the host the web root holds the site and nothing else; all that
only publishers read lies beside it, in `<path>.portal/`:

    manifest          the release that is there: one line about it, then each file's SHA-256
    sending           what a publisher is about to change; there only while it does, or was stopped
    held              the commit that was rolled back
    kept/<release>/   what that release replaced or deleted, and the manifest before it
    lock/             who publishes now
    tmp/              files on their way
"""
