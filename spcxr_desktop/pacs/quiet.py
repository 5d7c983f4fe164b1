"""pynetdicom, made fit for patient data: it logs queries, answers and data sets unless it is told not to."""

from __future__ import annotations

import logging


def quiet() -> None:
    """Configure the library; every use of it in this program begins here. Repeating it changes nothing."""
    from pynetdicom import _config

    logger = logging.getLogger("pynetdicom")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    logger.disabled = True
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("pynetdicom."):
            logging.getLogger(name).disabled = True
    _config.LOG_HANDLER_LEVEL = "none"
    _config.LOG_REQUEST_IDENTIFIERS = _config.LOG_RESPONSE_IDENTIFIERS = False
    _config.STORE_SEND_CHUNKED_DATASET = True  # files go out as they are, never decoded
    _config.UNRESTRICTED_STORAGE_SERVICE = False
