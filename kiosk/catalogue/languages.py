"""The languages of check-in, by BCP 47 tag. Must not know any word of them, nor which office offers which."""

from __future__ import annotations

KNOWN = ("sv", "en", "ar", "fa-AF", "fa", "ps", "so", "ti", "uk", "ru", "tr", "kmr", "ckb")
