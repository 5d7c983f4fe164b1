"""The large archives and the challenges, tiny, in the exact layouts of their owners. See made_sets."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np

from tests.made_films import save
from tests.unit.trainer.data.made_films_of_sets import dicom, film, table

# fmt: off
CHEXPERT = (
    "No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly", "Lung Opacity", "Lung Lesion", "Edema", "Consolidation",
    "Pneumonia", "Atelectasis", "Pneumothorax", "Pleural Effusion", "Pleural Other", "Fracture", "Support Devices",
)
VINDR = (
    "Aortic enlargement", "Atelectasis", "Calcification", "Cardiomegaly", "Clavicle fracture", "Consolidation", "Edema",
    "Emphysema", "Enlarged PA", "ILD", "Infiltration", "Lung Opacity", "Lung cavity", "Lung cyst", "Mediastinal shift",
    "Nodule/Mass", "Pleural effusion", "Pleural thickening", "Pneumothorax", "Pulmonary fibrosis", "Rib fracture",
    "Other lesion", "COPD", "Lung tumor", "Pneumonia", "Tuberculosis", "Other diseases", "No finding",
)
# fmt: on


def nih(root: Path) -> None:
    """nihcc.app.box.com/v/ChestXray-NIHCC: images_001.zip unpacks to images_001/images/ beside Data_Entry_2017.csv."""
    said = {
        "00000001_000.png": "Cardiomegaly|Emphysema",
        "00000001_001.png": "No Finding",
        "00000002_000.png": "Pneumonia",
    }
    rows = [
        {
            "Image Index": name,
            "Finding Labels": labels,
            "Follow-up #": "0",
            "Patient ID": str(int(name[:8])),
            "Patient Age": "058Y",
            "Patient Gender": "M",
            "View Position": "PA",
        }
        for name, labels in {**said, "00000003_000.png": "Hernia", "00000004_000.png": "Dragon"}.items()
    ]
    table(root / "Data_Entry_2017.csv", rows)
    for seed, name in enumerate([*said, "00000004_000.png"]):
        save(root / f"images_00{1 + seed % 2}" / "images" / name, film(seed)[0])
    (root / "train_val_list.txt").write_text("00000001_000.png\n00000001_001.png\n")
    (root / "test_list.txt").write_text("00000002_000.png")


def chexpert(root: Path) -> None:
    """CheXpert-v1.0-small: train.csv of the download; column names and blanks as in arXiv:1901.07031's release."""
    said = [
        (
            "train/patient00001/study1/view1_frontal.jpg",
            "Frontal",
            {"Pneumonia": "-1.0", "Edema": "1.0", "Fracture": "0.0"},
        ),
        ("train/patient00002/study1/view1_frontal.jpg", "Frontal", {"No Finding": "1.0", "Support Devices": "1.0"}),
        ("train/patient00002/study1/view2_lateral.jpg", "Lateral", {"No Finding": "1.0"}),
        ("train/patient00003/study2/view1_frontal.jpg", "Frontal", {"Pneumonia": "2.0"}),
    ]
    rows = []
    for seed, (name, side, labels) in enumerate(said):
        save(root / name, film(seed)[0])
        facts = {"Path": f"CheXpert-v1.0-small/{name}", "Sex": "Female", "Age": "68", "Frontal/Lateral": side}
        rows.append({**facts, "AP/PA": "AP" if side == "Frontal" else "", **dict.fromkeys(CHEXPERT, ""), **labels})
    table(root / "train.csv", rows)


def mimic(root: Path) -> None:
    """physionet.org/content/mimic-cxr-jpg/2.0.0: three packed tables, files/pNN/pSUBJECT/sSTUDY/DICOM.jpg."""
    films = [
        ("10000032", "50414267", "02aa804e-bde0", "PA", "train"),
        ("10000032", "53189527", "2a2277a9-b0de", "AP", "train"),
        ("10000764", "57375967", "096052b7-d256", "LATERAL", "test"),
    ]
    keys = [{"subject_id": person, "study_id": study} for person, study, *_ in films]
    metadata = [
        {"dicom_id": f[2], **key, "PerformedProcedureStepDescription": "CHEST (PA AND LAT)", "ViewPosition": f[3]}
        for f, key in zip(films, keys, strict=True)
    ]
    table(root / "mimic-cxr-2.0.0-metadata.csv.gz", metadata)
    split = [{"dicom_id": f[2], **key, "split": f[4]} for f, key in zip(films, keys, strict=True)]
    table(root / "mimic-cxr-2.0.0-split.csv.gz", split)
    labels = [{**keys[0], **dict.fromkeys(CHEXPERT, ""), "Pleural Effusion": "1.0"}]
    table(root / "mimic-cxr-2.0.0-chexpert.csv.gz", labels)
    for seed, (person, study, image, *_) in enumerate(films):
        save(root / f"files/p{person[:2]}/p{person}/s{study}/{image}.jpg", film(seed)[0])


def padchest(root: Path) -> None:
    """bimcv.cipf.es/bimcv-projects/padchest: 16-bit PNG in folders 0 to 54, labels as a Python list with blanks."""
    said = [
        ("a_00-102-064.png", "PA", "['normal']"),
        ("b_00-102-065.png", "AP_horizontal", "[' pneumonia', 'pleural effusion', '']"),
        ("c_00-102-066.png", "L", "['normal']"),
        ("d_00-102-067.png", "PA", "['exclude']"),
        ("e_1.png", "PA", "__import__('os')"),
        ("f_2.png", "PA", "['scoliosis']"),
    ]
    rows = [
        {
            "": str(i),
            "ImageID": name,
            "ImageDir": str(i),
            "StudyDate_DICOM": "20140915",
            "StudyID": f"s{i}",
            "PatientID": f"{8568 + i}",
            "PatientBirth": "1930.0",
            "PatientSex_DICOM": "F",
            "Projection": view,
            "Labels": labels,
        }
        for i, (name, view, labels) in enumerate(said)
    ]
    table(root / "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv.gz", rows)
    for i, (name, *_) in enumerate(said):
        (root / str(i)).mkdir(parents=True)
        assert cv2.imwrite(str(root / str(i) / name), film(i)[0].astype(np.uint16) * 16)


def vindr(root: Path) -> None:
    """physionet.org/content/vindr-cxr/1.0.0: annotations/image_labels_train.csv, a row for each of three readers."""

    def reading(image: str, reader: str, *found: str) -> dict[str, str]:
        return {"image_id": image, "rad_id": reader, **{name: str(int(name in found)) for name in VINDR}}

    table(
        root / "annotations/image_labels_train.csv",
        [
            reading("aa11", "R1", "Pneumonia", "Nodule/Mass"),
            reading("aa11", "R2", "Pneumonia"),
            reading("aa11", "R3", "No finding"),
            *(reading("bb22", reader, "No finding") for reader in ("R1", "R2", "R3")),
            reading("cc33", "R1", "No finding"),
        ],
    )
    rows = [reading("dd44", "", "Tuberculosis")]
    table(
        root / "annotations/image_labels_test.csv",
        [{k.replace("diseases", "disease"): v for k, v in rows[0].items() if k != "rad_id"}],
    )
    dicom(root / "train/aa11.dicom", film(0)[0], "MONOCHROME1")
    dicom(root / "train/bb22.dicom", film(1)[0])
    dicom(root / "test/dd44.dicom", film(2)[0])


def rsna(root: Path) -> None:
    """kaggle.com/c/rsna-pneumonia-detection-challenge: a row for each box, in both tables."""
    table(
        root / "stage_2_train_labels.csv",
        [
            {"patientId": "p1", "x": "1", "y": "2", "width": "3", "height": "4", "Target": "1"},
            {"patientId": "p1", "x": "5", "y": "2", "width": "3", "height": "4", "Target": "1"},
            {"patientId": "p2", "x": "", "y": "", "width": "", "height": "", "Target": "0"},
            {"patientId": "p3", "x": "", "y": "", "width": "", "height": "", "Target": "0"},
            {"patientId": "p4", "x": "", "y": "", "width": "", "height": "", "Target": "1"},
        ],
    )
    classes = [
        ("p1", "Lung Opacity"),
        ("p1", "Lung Opacity"),
        ("p2", "No Lung Opacity / Not Normal"),
        ("p3", "Normal"),
        ("p4", "Normal"),
    ]
    table(root / "stage_2_detailed_class_info.csv", [{"patientId": name, "class": kind} for name, kind in classes])
    for seed in range(1, 5):
        dicom(root / f"stage_2_train_images/p{seed}.dcm", film(seed)[0])
    mapping = [{"img_id": "00000013_004.png", "subset_img_id": "p1", "SOPInstanceUID": "1.2.3"}]
    (root / "pneumonia-challenge-dataset-mappings_2018.json").write_text(json.dumps(mapping))


def siim(root: Path) -> None:
    """kaggle.com/c/siim-covid19-detection: ids end in _study and _image; train/STUDY/SERIES/IMAGE.dcm."""
    kinds = ("Negative for Pneumonia", "Typical Appearance", "Indeterminate Appearance", "Atypical Appearance")
    said = {"00086460a852": 1, "000c9c05fd14": 0, "00292f8c37bd": None}
    table(
        root / "train_study_level.csv",
        [
            {"id": f"{study}_study", **{name: str(int(i == kind)) for i, name in enumerate(kinds)}}
            for study, kind in said.items()
        ],
    )
    table(
        root / "train_image_level.csv",
        [
            {"id": f"{i}0a{i}_image", "boxes": "", "label": "none 1 0 0 1 1", "StudyInstanceUID": study}
            for i, study in enumerate(said)
        ],
    )
    for i, study in enumerate(said):
        dicom(root / f"train/{study}/81456c9c5423/{i}0a{i}.dcm", film(i)[0])
