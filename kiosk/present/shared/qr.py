"""The square code that opens a visitor's phone page. Must not keep the token it is made from."""

from __future__ import annotations


def qr_rows(phone_url: str | None, token: str | None) -> tuple[str, ...]:
    """Rows of "0" and "1", without quiet zone; nothing unless there are both address and token."""
    if not phone_url or not token:
        return ()
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(border=0, error_correction=ERROR_CORRECT_M)
    code.add_data(f"{phone_url.rstrip('/')}/{token}")
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())
