"""A job table that ends the worker before its first word, as a broken installation would."""

from __future__ import annotations

import os

os._exit(3)
