"""One readable loop per job."""
