"""Debian's Chromium, driven by Playwright."""

from continuous_line.testing.browser import page_of

__all__ = ["page_of"]
