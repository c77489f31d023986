"""The office server's certificate, where its address has one: is it believed here, and for how long."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from kiosk.doctor import office_client
from kiosk.doctor.registry import Context, Finding, State, check

SOON_DAYS: Final = 30
_RENEW: Final = "Put a new certificate on the office server, or on the web server in front of it."


@check("certificate")
def check_certificate(context: Context) -> Finding:
    """A kiosk goes on without its office: never a fault."""
    parts = urlsplit(office_client.url(context))
    if parts.scheme != "https":
        return Finding("certificate", State.FINE, "none: the office server is reached on this computer")
    host, port = parts.hostname or "", parts.port or 443
    try:
        until = _valid_until(host, port)
    except ssl.SSLCertVerificationError as error:
        remedy = f"{_RENEW} If it is the agency's own, install the agency's authority on this computer."
        told = error.verify_message or str(error)
        return Finding("certificate", State.WARNING, f"{host}:{port} is not believed: {told}.", remedy)
    except OSError as error:
        remedy = "See that the office server runs and that no firewall stands between."
        told = error.strerror or str(error)
        return Finding("certificate", State.WARNING, f"{host}:{port} shows none: {told}.", remedy)
    left = (until - context.now).days
    evidence = f"{host}:{port}, valid until {until:%Y-%m-%d}"
    if left < SOON_DAYS:
        return Finding("certificate", State.WARNING, f"{evidence}, {left} days from now", _RENEW)
    return Finding("certificate", State.FINE, evidence)


def _valid_until(host: str, port: int) -> datetime:
    from kiosk.client.session import trust

    with (
        socket.create_connection((host, port), timeout=office_client.TIMEOUT_S) as line,
        trust().wrap_socket(line, server_hostname=host) as secured,
    ):
        shown = secured.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)


CHECKS = (check_certificate,)
