"""The smaller collections and the sets with lung outlines, in the exact layouts of their owners. See made_sets."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.made_films import save
from tests.unit.trainer.data.made_films_of_sets import film, table
from trainer.data.chexmask import encode_rle


def kermany(root: Path) -> None:
    """data.mendeley.com/datasets/rscbjbr9sj/2: chest_xray/{train,test,val}/{NORMAL,PNEUMONIA}."""
    names = [
        "train/NORMAL/IM-0115-0001.jpeg",
        "train/NORMAL/NORMAL2-IM-0793-0001.jpeg",
        "train/PNEUMONIA/person7_bacteria_24.jpeg",
        "train/PNEUMONIA/person7_virus_9.jpeg",
        "test/PNEUMONIA/person1_virus_6.jpeg",
        "val/NORMAL/person9_virus_1.jpeg",
    ]
    for seed, name in enumerate(names):
        save(root / "chest_xray" / name, film(seed)[0])


def ieee8023(root: Path) -> None:
    """github.com/ieee8023/covid-chestxray-dataset, metadata.csv of 2020: findings are paths, CT and laterals too."""
    said = [
        ("1.jpg", "Pneumonia/Viral/COVID-19", "PA", "X-ray"),
        ("2.jpg", "No Finding", "AP Supine", "X-ray"),
        ("3.jpg", "Pneumonia", "AP", "X-ray"),
        ("4.jpg", "Pneumonia/Bacterial/Klebsiella", "PA", "X-ray"),
        ("5.jpg", "todo", "PA", "X-ray"),
        ("6.jpg", "Tuberculosis", "PA", "X-ray"),
        ("7.jpg", "Pneumonia/Viral/COVID-19", "Axial", "CT"),
        ("8.jpg", "Pneumonia/Viral/COVID-19", "L", "X-ray"),
    ]
    table(
        root / "metadata.csv",
        [
            {
                "patientid": str(i // 2),
                "offset": "0",
                "sex": "M",
                "age": "54",
                "finding": finding,
                "view": view,
                "modality": kind,
                "folder": "images",
                "filename": name,
                "license": ("CC BY 4.0", "CC BY-NC-SA", "")[i % 3],
                "clinical_notes": "a, b",
            }
            for i, (name, finding, view, kind) in enumerate(said)
        ],
    )
    for seed, (name, *_) in enumerate(said):
        save(root / "images" / name, film(seed)[0])


def cxnet(root: Path) -> None:
    """github.com/armiro/COVID-CXNet: covid19/ and a metadata.csv that knows about half of its films."""
    rows = [
        {
            "filename": f"{i}.jpg",
            "patient_id": "10",
            "sex": "female",
            "age": "68",
            "view": "AP",
            "label": "COVID-19",
            "pcr_test": pcr,
        }
        for i, pcr in enumerate(("positive", "negative"))
    ]
    table(root / "metadata.csv", rows)
    for i in range(3):
        save(root / "covid19" / f"{i}.jpg", film(i)[0])


def hannover(root: Path) -> None:
    """github.com/ml-workgroup/covid-19-image-repository: data.csv and png/."""
    rows = [
        {
            "patient_id": "042f06a9",
            "image_id": f"b343e65{i}",
            "sex": "m",
            "age": "",
            "modality": "CR",
            "projection": "ap",
        }
        for i in range(2)
    ]
    table(root / "data.csv", rows)
    for i in range(2):
        save(root / "png" / f"b343e65{i}.png", film(i)[0])


def covidx(root: Path) -> None:
    """github.com/lindawangg/COVID-Net docs/COVIDx.md: "patient filename label source", names with blanks among them."""
    (root / "train").mkdir(parents=True)
    (root / "train.txt").write_text(
        "3 a.png positive cohen\n9 b c.png negative rsna\n\n7 gone.png positive cohen\nnonsense\n"
    )
    (root / "test_COVIDx9A.txt").write_text("1 d.png pneumonia rsna\n2 e.png normal\n")
    for seed, name in enumerate(("a.png", "b c.png", "d.png", "e.png")):
        save(root / ("train" if seed < 2 else "test") / name, film(seed)[0])


def montgomery(root: Path) -> None:
    """openi.nlm.nih.gov/imgs/collections/NLM-MontgomeryCXRSet.zip: a text file a film, a mask file a lung."""
    _nlm(root / "MontgomerySet", "MCUCXR", "Patient's Sex: F\nPatient's Age: 026Y\n{}\n")
    lungs = film(0)[1]
    for side, value in (("leftMask", 2), ("rightMask", 1)):
        save(root / "MontgomerySet/ManualMask" / side / "MCUCXR_0001_0.png", ((lungs == value) * 255).astype(np.uint8))


def shenzhen(root: Path) -> None:
    """openi.nlm.nih.gov/imgs/collections/ChinaSet_AllFiles.zip; mask/ from kaggle.com/yoctoman/shcxr-lung-mask."""
    _nlm(root / "ChinaSet_AllFiles", "CHNCXR", "male  45yrs\n{}")
    for number, lungs in (("0001_0", film(0)[1] > 0), ("0002_1", np.ones_like(film(1)[1], np.bool_))):
        save(root / "mask" / f"CHNCXR_{number}_mask.png", (lungs * 255).astype(np.uint8))


def _nlm(root: Path, prefix: str, text: str) -> None:
    for i, reading in enumerate(("normal", "right upper PTB")):
        name = f"{prefix}_000{i + 1}_{i}"
        save(root / "CXR_png" / f"{name}.png", film(i)[0])
        (root / "ClinicalReadings").mkdir(exist_ok=True)
        (root / "ClinicalReadings" / f"{name}.txt").write_text(text.format(reading))


def jsrt(root: Path) -> None:
    """db.jsrt.or.jp: raw numbers, 0 is white (imlab-uiip/lung-segmentation inverts); SCR: 1024 px GIF a lung."""
    root.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate(("JPCLN001", "JPCNN001")):
        picture, lungs = film(seed)
        big = cv2.resize(picture, (2048, 2048)).astype(np.uint16) * 16
        (root / f"{name}.IMG").write_bytes((4080 - big).astype(">u2").tobytes())
        for side, value in (("left lung", 2), ("right lung", 1)):
            folder = root / "scratch/fold1/masks" / side
            folder.mkdir(parents=True, exist_ok=True)
            mask = cv2.resize((lungs == value).astype(np.uint8) * 255, (1024, 1024), interpolation=cv2.INTER_NEAREST)
            Image.fromarray(mask).save(folder / f"{name}.gif")
    (root / "CLNDAT_EN.txt").write_text(
        "JPCLN001.IMG\t5\t15\t53\tmale\t1634\t692\tmalignant\tl.upper lobe\tlung cancer\n"
    )
    (root / "CNNDAT_EN.TXT").write_text("JPCNN001.IMG\t68\tfemale\tnon-nodule\n")


def v7(root: Path) -> None:
    """darwin dataset pull v7-labs/covid-19-chest-x-ray-dataset; Darwin JSON 1.0 (v7labs.github.io/darwin-py)."""
    (root / "annotations").mkdir(parents=True)
    tags = (["Viral Pneumonia"], ["COVID-19", "Viral Pneumonia"], ["No Pneumonia (healthy)"])
    names = ("person7_virus_9.jpeg", "covid-19-caso-70-1-PA.jpg", "IM-0115-0001.jpeg")
    for i in range(3):
        picture, lungs = film(i)
        save(root / "images" / f"{i}.jpg", picture)
        outlines = [] if i == 2 else [{"name": "Lung", "polygon": {"path": outline(lungs == lung)}} for lung in (1, 2)]
        corner = [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}]
        notes = [
            *outlines,
            {"name": "Ignore", "polygon": {"path": corner}},
            *({"name": tag, "tag": {}} for tag in tags[i]),
        ]
        image = {
            "filename": f"{i}.jpg",
            "original_filename": names[i],
            "width": picture.shape[1],
            "height": picture.shape[0],
        }
        (root / "annotations" / f"{i}.json").write_text(json.dumps({"image": image, "annotations": notes}))
    (root / "annotations" / "broken.json").write_text("{}")


def outline(lung: NDArray[np.bool_]) -> list[dict[str, float]]:
    """The outer edge of a mask as Darwin writes a polygon."""
    found, _ = cv2.findContours(lung.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return [{"x": float(x), "y": float(y)} for x, y in found[0][:, 0]]


def openist(root: Path) -> None:
    """github.com/pi-null-mezon/OpenIST Datasets/README.md: labelled images end in @, 8-bit PNG beside the JPEG."""
    picture, lungs = film(0)
    save(root / "Chest_x-ray/1-10-500-500-100.jpg", picture)
    save(root / "Chest_x-ray/1-10-500-500-100@.png", ((lungs > 0) * 255).astype(np.uint8))
    save(root / "Chest_x-ray/2-11-500-500-100.jpg", film(1)[0])


def chexmask(path: Path, films: dict[str, tuple[float, NDArray[np.uint8]]], name: str = "Image Index") -> None:
    """physionet.org/content/chexmask-cxr-segmentation-data: a row a film, run lengths from 1, row after row."""
    table(
        path,
        [
            {
                name: film,
                "Dice RCA (Max)": str(dice),
                "Dice RCA (Mean)": str(dice),
                "Landmarks": "[[1, 2]]",
                "Left Lung": encode_rle(lungs == 2),
                "Right Lung": encode_rle(lungs == 1),
                "Heart": "",
                "Height": str(lungs.shape[0]),
                "Width": str(lungs.shape[1]),
            }
            for film, (dice, lungs) in films.items()
        ],
    )
