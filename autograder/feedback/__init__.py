"""Tells one student about one result, as a page and as text; imported by report, adapters and cli."""

from __future__ import annotations
