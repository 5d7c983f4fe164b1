"""DICOM over the network: DIMSE (``dimse_*``, ``receiver``) and DICOMweb (``web*``). Imports only domain and itself."""
