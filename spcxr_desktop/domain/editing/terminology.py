"""What a reader may want to outline on a chest radiograph, with codes that other programs understand.

Codes and meanings are those of the DICOM standard's own tables (PS3.16: CID contents and annex D); SCT is SNOMED CT.
"""

from __future__ import annotations

from spcxr_desktop.domain.findings import Code

FINDINGS = (
    Code("60046008", "SCT", "Pleural effusion"),
    Code("36118008", "SCT", "Pneumothorax"),
    Code("112001", "DCM", "Opacity"),
    Code("112121", "DCM", "Infiltrate"),
    Code("27925004", "SCT", "Nodule"),
    Code("4147007", "SCT", "Mass"),
    Code("40779009", "SCT", "Plate-like atelectasis"),
    Code("19242006", "SCT", "Pulmonary edema"),
    Code("112063", "DCM", "Abnormal calcifications"),
    Code("52988006", "SCT", "Lesion"),
)
ANATOMY = (
    Code("80891009", "SCT", "Heart"),
    Code("72410000", "SCT", "Mediastinum"),
    Code("15825003", "SCT", "Aorta"),
    Code("44567001", "SCT", "Trachea"),
    Code("46750007", "SCT", "Hilum of lung"),
    Code("5798000", "SCT", "Diaphragm"),
    Code("113197003", "SCT", "Rib"),
    Code("51299004", "SCT", "Clavicle"),
    Code("79601000", "SCT", "Scapula"),
    Code("421060004", "SCT", "Spine"),
)
DEVICES = (
    Code("14106009", "SCT", "Cardiac pacemaker"),
    Code("72506001", "SCT", "Implantable defibrillator"),
    Code("26412008", "SCT", "Endotracheal tube"),
    Code("52124006", "SCT", "Central venous catheter"),
    Code("25062003", "SCT", "Feeding tube"),
    Code("112173", "DCM", "Chest tube"),
    Code("40388003", "SCT", "Implant, device"),
    Code("19227008", "SCT", "Foreign body"),
)
TERMS = (*FINDINGS, *ANATOMY, *DEVICES)
