"""Person names of public files in many character sets (PS3.5 annexes H to K), and that none of them needs a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from spcxr_desktop.dicom.charset import charset_note
from spcxr_desktop.dicom.dataset import open_dataset
from spcxr_desktop.dicom.identity import read_identity
from spcxr_desktop.domain.person_name import parse

NAMES = {
    "chrFren.dcm": ("Buc^Jérôme", "Buc, Jérôme"),
    "chrFrenMulti.dcm": ("Buc^Jérôme", "Buc, Jérôme"),
    "chrGerm.dcm": ("Äneas^Rüdiger", "Äneas, Rüdiger"),
    "chrH31.dcm": ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田 太郎 / やまだ たろう)"),
    "chrHbrw.dcm": ("שרון^דבורה", "שרון, דבורה"),
    "chrI2.dcm": ("Hong^Gildong=洪^吉洞=홍^길동", "Hong, Gildong (洪 吉洞 / 홍 길동)"),
    "chrJapMulti.dcm": ("やまだ^たろう", "やまだ, たろう"),
    "chrJapMultiExplicitIR6.dcm": ("やまだ^たろう", "やまだ, たろう"),
    "chrRuss.dcm": ("Люкceмбypг", "Люкceмбypг"),
    "chrX1.dcm": ("Wang^XiaoDong=王^小東", "Wang, XiaoDong (王 小東)"),
    "ISO_IR13.dcm": ("Anonymized49", "Anonymized49"),
    "Lena-arabic.dcm": ("Test-ص", "Test-ص"),
    "Lena-ascii.dcm": ("Test-", "Test-"),
    "Lena-cyrillic.dcm": ("Test-Дћ", "Test-Дћ"),
    "Lena-greek.dcm": ("Test-Θ", "Test-Θ"),
    "Lena-latin1.dcm": ("Test-éüäöò", "Test-éüäöò"),
    "Lena-latin2.dcm": ("Test-éüäö", "Test-éüäö"),
    "Lena-latin4.dcm": ("Test-éüäöķ", "Test-éüäöķ"),
    "Lena-latin5.dcm": ("Test-éüäöòİ", "Test-éüäöòİ"),
    "Lena-utf8.dcm": ("Test-éüäöòДΘĝדصķћ๛ﾈİ", "Test-éüäöòДΘĝדصķћ๛ﾈİ"),
    "MarekLatin2.dcm": ("Testowy^Teste", "Testowy, Teste"),
    "2026-03-16-OD-OF-OL.dcm": ("KNIX", "KNIX"),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_right_and_nothing_was_assumed(shared: Path, name: str) -> None:
    dataset = open_dataset(shared / "data" / "dicom" / "charset" / name, pixels=False)
    found = read_identity(dataset).patient_name
    assert (found, parse(found).display()) == NAMES[name]
    assert charset_note(dataset) == ""


def test_a_sequence_item_may_have_its_own_character_set(shared: Path) -> None:
    """The file is UTF-8, the item of its Requested Procedure Code Sequence Japanese."""
    dataset = open_dataset(shared / "data" / "dicom" / "charset" / "chrSQEncoding.dcm", pixels=False)
    (item,) = dataset[0x0032, 0x1064].value
    assert str(item.PatientName) == "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"
    assert charset_note(dataset) == ""
