"""The package check finds each seeded fault by its own code, and nothing in a clean deck."""

from __future__ import annotations

import io
import zipfile

import pytest

from deckgen.read import package as package_module
from deckgen.read.package import Package
from deckgen.verify.package import check_package
from tests.unit.verify import sample
from tests.unit.verify.faults import FAULTS, Fault, pack, unpack


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_a_written_deck_has_no_finding(language: str) -> None:
    assert check_package(sample.deck(language)) == ()


def test_the_packaged_deck_shared_with_a_reader_gives_the_same() -> None:
    package = Package(sample.deck())
    assert check_package(package) == ()
    assert check_package(package) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_found_by_its_code(fault: Fault) -> None:
    found = check_package(fault.deck())
    assert fault.code in {finding.code for finding in found}, found
    assert all(finding.severity == "error" and finding.message for finding in found)


def test_faults_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 90


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("DG702", "ppt/slides/slide1.xml"),
        ("DG702", "ppt/slides/SLIDE1.xml"),
        ("DG701", "../outside.xml"),
        ("DG701", "/absolute.xml"),
        ("DG701", "ppt\\slides\\x.xml"),
    ],
)
def test_an_unsafe_entry_is_refused_before_anything_is_read(code: str, entry: str) -> None:
    (finding,) = check_package(pack(unpack(sample.deck()), (entry, b"<x/>")))
    assert finding.code == code


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    (finding,) = check_package(pack(unpack(sample.deck()), ("ppt/bomb.xml", b"0" * 8_000_000)))
    assert finding.code == "DG701"
    assert "inflates" in finding.message


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MAXIMUM_ENTRIES", 10)
    (finding,) = check_package(sample.deck())
    assert finding.code == "DG701"


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x05\x06"])
def test_what_is_no_package_is_one_finding(data: bytes) -> None:
    (finding,) = check_package(data)
    assert finding.code == "DG700"


def test_a_flipped_byte_in_compressed_data_is_found() -> None:
    data = bytearray(sample.deck())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("ppt/slides/slide2.xml")
    data[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0x55
    assert {finding.code for finding in check_package(bytes(data))} & {"DG700", "DG703"}


def test_messages_name_the_part_and_the_shape() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "negative-extent")
    (finding,) = [finding for finding in check_package(fault.deck()) if finding.code == "DG742"]
    assert finding.message.startswith("ppt/slides/slide2.xml: ")
    assert "'output/bullets'" in finding.message
