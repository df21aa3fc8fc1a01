"""The layer that takes files, TCP and foreign signals away by Landlock. Imported within the sandbox only.

https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import errno
import struct

from . import libc
from .plan import Context, SandboxError
from .trial import Tried

_VERSION_FLAG = 1
# (files, TCP, scope) by the least ABI that knows them. Versions are a hint only: a kernel of RHEL 9
# announced 6 without the scope of signals, so a refused mask is followed by the next smaller one.
_MASKS = {
    6: (0xFFFF, 0b11, 0b11),
    5: (0xFFFF, 0b11, 0),
    4: (0x7FFF, 0b11, 0),
    3: (0x7FFF, 0, 0),
    2: (0x3FFF, 0, 0),
    1: (0x1FFF, 0, 0),
}


class Landlock(Tried):
    """Denies every right to files, without exception: all that a candidate needs is in memory already."""

    name = "landlock"
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """Restrict this process by the largest mask that the kernel takes.

        Raises:
            SandboxError: no mask was taken.
        """
        abi = libc.call("landlock_create_ruleset", None, 0, _VERSION_FLAG)
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        for least, (files, tcp, scope) in _MASKS.items():
            if least > abi:
                continue
            size = 24 if scope else 16 if tcp else 8
            try:
                ruleset = libc.call("landlock_create_ruleset", struct.pack("QQQ", files, tcp, scope), size, 0)
            except OSError as error:
                if error.errno in (errno.EINVAL, errno.E2BIG):
                    continue
                raise
            libc.call("landlock_restrict_self", ruleset, 0)
            libc.call("close", ruleset)
            return
        raise SandboxError("no set of rights was accepted")
