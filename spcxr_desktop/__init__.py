"""SPCXR desktop: chest radiograph review, for research use."""
