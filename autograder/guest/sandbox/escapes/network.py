"""Escapes by way of sockets of every family. Imported within the escapes."""

from __future__ import annotations

import array
import functools
import os
import socket
from typing import Any

from .. import libc
from .world import Attempt, Steps, World, first_success

_FAMILIES = range(46)  # to AF_MCTP: inet, inet6, unix, netlink, packet, vsock, ALG, XDP and all the rest
_SO_PEERPIDFD = 77
_KINDS = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)


def make_sockets(world: World) -> str | None:
    """Make a socket of any family and kind."""
    return first_success(
        (f"family {family} kind {kind}", functools.partial(_make, family, kind))
        for family in _FAMILIES
        for kind in _KINDS
    )


def _make(family: int, kind: int) -> None:
    socket.socket(family, kind).close()


def connect(world: World) -> str | None:
    """Reach the listeners that wait on the host."""
    return first_success((name, functools.partial(_reach, *place)) for name, place in world.places.items())


def _reach(family: int, kind: int, address: Any) -> None:
    with socket.socket(family, kind) as own:
        own.settimeout(1)
        own.connect(address)
        own.send(b"escaped")


def reach_by_pair(world: World) -> str | None:
    """Turn a pair of sockets, which asyncio needs, into one that reaches others."""
    address = f"\0{world.folder.name}-datagram"
    raw = b"\1\0" + address.encode()
    steps: Steps = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
        try:
            own = socket.socketpair(socket.AF_UNIX, kind)[0]
        except OSError:
            continue
        steps = [
            *steps,
            ("sendto", functools.partial(own.sendto, b"escaped", address)),
            ("sendmsg", functools.partial(own.sendmsg, [b"escaped"], [], 0, address)),
            ("connect", functools.partial(own.connect, address)),
            ("bind", functools.partial(own.bind, f"{address}-own")),
            ("listen", functools.partial(own.listen)),
            ("bare connect", functools.partial(libc.call, "connect", own.fileno(), raw, len(raw))),
        ]
    return first_success(steps)


def abuse_kept_socket(world: World) -> str | None:
    """Send the examiner a descriptor, or learn of it by the socket to it."""
    kept = socket.socket(fileno=os.dup(3))
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))]
    return first_success(
        [
            ("send", lambda: kept.sendmsg([b""], rights)),
            ("receive", lambda: kept.recvmsg(1, 64, socket.MSG_DONTWAIT)),
            ("pidfd of the peer", lambda: kept.getsockopt(socket.SOL_SOCKET, _SO_PEERPIDFD)),
            ("credentials of the peer", lambda: kept.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED)),
            ("out of band", lambda: kept.send(b"x", socket.MSG_OOB)),
        ]
    )


ATTEMPTS = (
    Attempt("make a socket", make_sockets),
    Attempt("connect", connect),
    Attempt("reach out by a socket pair", reach_by_pair),
    Attempt("abuse the kept socket", abuse_kept_socket),
)
