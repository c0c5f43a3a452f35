"""Where this machine can be reached."""

import socket
from dataclasses import dataclass

from audiobook.errors import PublishError

EVERYWHERE = ("0.0.0.0", "::")
_ANYWHERE_OUT = ("192.0.2.1", 9)  # documentation addresses (RFC 5737): nothing is sent, only a way out is chosen


@dataclass(frozen=True, slots=True)
class Address:
    """A place where requests arrive, and what it is called."""

    host: str
    """As others can reach it."""
    port: int
    names: frozenset[str]
    """All host names that requests may use, in lower case."""

    @property
    def url(self) -> str:
        """With a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in ("127.0.0.1", "::1", "localhost")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one. Raises PublishError."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as error:
        raise PublishError(f"cannot listen on {host}, port {port}: {error.strerror}; choose another with --port or "
                           "--host") from error
    return listener


def address_of(listener: socket.socket, host: str, also: tuple[str, ...]) -> Address:
    """What a listening socket is called; `also` are names that the caller allows."""
    port = listener.getsockname()[1]
    reached = _own_address() if host in EVERYWHERE else host
    names = {"localhost", "127.0.0.1", "::1", reached, *also}
    if host in EVERYWHERE:
        names |= {socket.gethostname(), f"{socket.gethostname()}.local"}
    return Address(reached, port, frozenset(name.lower() for name in names))


def _own_address() -> str:
    """This machine's address in its network; the loopback one when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ANYWHERE_OUT)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
