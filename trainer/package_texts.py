"""What a package says about itself in words and codes: titles, what is not assessed, limits."""

from __future__ import annotations

from spcxr_desktop.domain.findings import Code
from spcxr_desktop.inference.manifest import RegionLabel

INTENDED_USE = (
    "Research use only. Not a medical device, not cleared, not for diagnosis. Frontal chest radiographs of "
    "people; the reader decides."
)
LICENCE = "Apache-2.0 (weights); trained on films whose licences allow it, listed under training.sources"

TITLES = {
    "abnormal": "General screening: pneumonia-, covid- or tuberculosis-like",
    "pneumonia": "Pneumonia-like opacity",
    "covid19": "Covid-19-like pattern",
}
CODES = {
    "pneumonia": Code("233604007", "SCT", "Pneumonia"),
    "covid19": Code("840539006", "SCT", "Disease caused by SARS-CoV-2"),
}
EXPLORATORY = frozenset({"covid19"})

NOT_ASSESSED = (
    "pneumothorax", "pleural effusion", "nodule or mass", "fracture", "cardiomegaly", "atelectasis",
    "lines, tubes and devices", "free air", "lateral views",
)  # fmt: skip

SCREENING_LIMITS = (
    "Covid-19 is exploratory: covid films and covid-negative films of the public sets come from different places, "
    "so a high figure may show the source and not the disease.",
    "Source, age and view are entangled with the labels of the training data; figures within one source are "
    "the ones to read, pooled ones are not.",
    "Films of children come from one hospital (Guangzhou, 1-5 years).",
    "NIH labels are text-mined; tuberculosis films are photographed film of one collection.",
)
LUNG_LIMITS = (
    "Right and left are the patient's only where the header gives the orientation; otherwise assumed.",
    "Trained on whole-lung outlines, the part behind the heart included; most of them are films of children.",
    "Not tested on lateral views, on one lung missing, or on rotated films beyond about 12 degrees.",
)

REGIONS = (
    RegionLabel("right_lung", 1, "Right lung", Code("3341006", "SCT", "Right lung structure")),
    RegionLabel("left_lung", 2, "Left lung", Code("44029006", "SCT", "Left lung structure")),
)
