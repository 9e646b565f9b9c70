"""Words of every script: none lost, none cut inside what a reader sees as one sign."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from promulgate.redline.labels import labelled
from promulgate.redline.tokens import led, plain, words

SIGNS = "ab1é. -'@,我們保存您姓名会員の利用เก็บชื่อที่ກັບលេខកូនကျွန်हिंदीשָׁלוֹםمُحَمَّد\u0301\u200d\ufe0f👩🇩🇪🏽"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("我们保存您的姓名和电话号码。", "我们 保存 您 的 姓名 和 电话 号码 。"),
        ("会員の利用状況を確認するため", "会員 の 利用 状況 を 確認 する ため"),
        ("เราเก็บชื่อและหมายเลขโทรศัพท์ของสมาชิก", "เรา เก็บ ชื่อ และ หมายเลข โทรศัพท์ ของ สมาชิก"),
        ("ພວກເຮົາເກັບຮັກສາຊື່", "ພວກ ເຮົາ ເກັບ ຮັກສາ ຊື່"),
        ("យើងរក្សាទុកឈ្មោះ", "យើង រក្សាទុក ឈ្មោះ"),
        ("သင်၏အမည်", "သင် ၏ အမည်"),
        ("हिंदी में लिखा", "हिंदी में लिखा"),
        ("ເກັບ90ມື້", "ເກັບ 90 ມື້"),
        ("AI法は90日", "AI 法 は 90 日"),
        ("a@example.org e-mail don’t 1.2", "a@example.org e-mail don’t 1.2"),
        ("שָׁלוֹם e\u0301te\u0301", "שָׁלוֹם e\u0301te\u0301"),
        ("👨‍👩‍👧🇩🇪", "👨‍👩‍👧 🇩🇪"),
    ],
)
def test_words_are_cut_as_their_script_wants(text: str, cut: str) -> None:
    assert [word.text for word in words(text)] == cut.split()


@given(st.text(alphabet=SIGNS, max_size=40))
def test_no_cut_falls_inside_a_sign(text: str) -> None:
    found = words(text)
    assert "".join("".join(plain(found)).split()) == "".join(text.split())
    for chunk in text.split():
        signs = set(accumulate(map(len, CharacterBreaker(chunk, "en"))))
        assert signs.issuperset(accumulate(len(word.text) for word in words(chunk)))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. You must", "1."),
        ("1.2. You must", "1.2."),
        ("1.2 You must", "1.2"),
        ("(a) the seller", "(a)"),
        ("(1)(b) the seller", "(1)(b)"),
        ("iv) the seller", "iv)"),
        ("A. Words", "A."),
        ("§ 3 Words", "§ 3"),
        ("Section 4. Words", "Section 4."),
        ("第三条 目的", "第三条"),
        ("一、目的", "一、"),
        ("1.5 million people", ""),
        ("2024. gada", ""),
        ("I agree", ""),
        ("Section 4 of the Act", ""),
        ("1.", ""),
    ],
)
def test_numbers_at_the_beginning_are_told_from_words(text: str, label: str) -> None:
    found = led(words(text))
    assert "".join(plain(found[: labelled(found)])).strip() == label


def test_a_heading_names_itself() -> None:
    found = led(words("Artikel 6 Zwecke"))
    assert labelled(found, heading=True) == 2
    assert labelled(found) == 0
