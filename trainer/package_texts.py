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
SCREENING_FAILURES = (
    "Normal films of adults from a source it never saw are flagged too often; see specificity of radiography-normal.",
    "Normal and pneumonia of adult NIH films, whose labels are text-mined, are told apart only moderately.",
    "Covid-19 inside the one source that holds both classes is hardly told apart.",
    "The evidence map is exact about the sum, not about the cause: taking out its hottest patches lowers a score "
    "hardly more than taking out patches at random (12 films a label), because every patch has seen the whole film.",
)
NOT_EVALUABLE = (
    "Generalisation: every source with both classes was also trained on.",
    "Covid-19: one source with both classes, of 5 negative patients.",
    "Tuberculosis films: 7 groups of near-duplicates in validation, so intervals by film are too narrow.",
    "Subgroups by sex, vendor and severity: the public sets do not name them.",
)
LUNG_FAILURES = (
    "Opaque, collapsed or missing lungs: outlines may leave out what is not dark.",
    "Right and left may be exchanged in mirrored films with no side in the header.",
)
LUNGS_NOT_EVALUABLE = ("Outlines of adults by more than one reader: the sets have one each, from 63 training films.",)
LUNG_LIMITS = (
    "Right and left are the patient's only where the header gives the orientation; otherwise assumed.",
    "Trained on whole-lung outlines, the part behind the heart included; most of them are films of children.",
    "Not tested on lateral views, on one lung missing, or on rotated films beyond about 12 degrees.",
)

REGIONS = (
    RegionLabel("right_lung", 1, "Right lung", Code("3341006", "SCT", "Right lung structure")),
    RegionLabel("left_lung", 2, "Left lung", Code("44029006", "SCT", "Left lung structure")),
)
