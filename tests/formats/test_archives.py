"""Archives are unpacked like folders, and nothing that they say about themselves is trusted."""

import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats import archive_entries, archives
from bertstudio.formats.archives import StoppedError, Unpacked, is_archive, unpack

Contents = dict[str, bytes]
Made = Callable[..., Path]


@pytest.fixture
def packed(tmp_path: Path) -> Made:
    """Return a function that makes a zip of names and bytes; a ZipInfo may stand for a name."""

    def make(*entries: tuple[str | zipfile.ZipInfo, bytes], name: str = "corpus.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries:
                archive.writestr(entry, data)
        return path

    return make


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def contents(found: Unpacked) -> Contents:
    return {name: place.read_bytes() for place, name in found.names.items()}


def refusals(found: Unpacked) -> list[str]:
    return [sentence.split(": ", 1)[1] for _, sentence in found.refused]


def written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_are_unpacked_under_their_names(packed: Made, target: Path) -> None:
    found = unpack(packed(("train/a.txt", b"one"), ("b.txt", b"two"), ("empty/", b"")), target)
    assert contents(found) == {"train/a.txt": b"one", "b.txt": b"two"}
    assert found.folders == (target / "1",)
    assert found.refused == ()


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "x/../../a.txt",
        "/etc/a.txt",
        "C:/a.txt",
        "c:a.txt",
        "..\\a.txt",
        "\\\\host\\a.txt",
        "x" + "/y" * 40,
    ],
)
def test_names_that_lead_out_are_refused(packed: Made, target: Path, name: str) -> None:
    found = unpack(packed((name, b"x"), ("b.txt", b"two")), target)
    assert contents(found) == {"b.txt": b"two"}
    assert "leads out of the archive" in refusals(found)[0]
    assert [path.name for path in written(target.parent)] == ["corpus.zip", "b.txt"]
    assert not Path(found.refused[0][0]).is_absolute()
    assert ".." not in Path(found.refused[0][0]).parts


def test_a_name_with_a_zero_byte_is_refused(packed: Made, target: Path) -> None:
    path = packed(("aXb.txt", b"x"))
    path.write_bytes(path.read_bytes().replace(b"aXb.txt", b"a\0b.txt"))
    found = unpack(path, target)
    assert "leads out" in refusals(found)[0]


def test_old_programs_write_backslashes_between_folders(packed: Made, target: Path) -> None:
    path = packed(("train/a.txt", b"x"))
    path.write_bytes(path.read_bytes().replace(b"train/a.txt", b"train\\a.txt"))
    assert contents(unpack(path, target)) == {"train/a.txt": b"x"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(packed: Made, target: Path, kind: int) -> None:
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = (kind | 0o777) << 16
    found = unpack(packed((info, b"/etc/passwd")), target)
    assert "is a link or a device" in refusals(found)[0]
    assert written(target) == []


def test_an_entry_with_a_password_is_named(packed: Made, target: Path) -> None:
    path = packed(("a.txt", b"x"))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "is locked with a password" in refusals(unpack(path, target))[0]


def test_an_archive_in_the_archive_is_named(packed: Made, target: Path) -> None:
    found = unpack(packed(("inner.ZIP", b"PK"), ("a.tar.gz", b"")), target)
    assert all("is an archive in the archive" in sentence for sentence in refusals(found))
    assert all("import the folder that comes out" in sentence for sentence in refusals(found))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_entries_of_one_name_the_second_is_refused(packed: Made, target: Path) -> None:
    found = unpack(packed(("a.txt", b"one"), ("a.txt", b"two")), target)
    assert contents(found) == {"a.txt": b"one"}
    assert "stands there twice" in refusals(found)[0]


def test_names_that_the_disk_takes_for_the_same_are_kept_apart(packed: Made, target: Path) -> None:
    found = unpack(packed(("ab:c", b"one"), ("ab?c", b"two"), ("ab_c/d", b"three")), target)
    assert contents(found) == {"ab:c": b"one", "ab?c": b"two", "ab_c/d": b"three"}
    assert len(found.folders) > 1


@pytest.mark.parametrize("name", ["con.txt", "a. ", "tab\there", "é" * 200 + ".txt", "x.txt:stream"])
def test_names_that_a_system_does_not_allow_are_changed_on_the_disk(
    packed: Made, target: Path, name: str
) -> None:
    found = unpack(packed((name, b"x")), target)
    assert contents(found) == {name: b"x"}
    assert written(target)[0].name != name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("新闻标题.txt".encode("gb18030"), "新闻标题.txt"),
        ("新闻标题.txt".encode(), "新闻标题.txt"),
        ("naïve.txt".encode("cp437"), "naïve.txt"),
        ("Österreich übt.txt".encode("cp437"), "Österreich übt.txt"),
        ("новости.txt".encode("cp866"), "новости.txt".encode("cp866").decode("cp437")),
    ],
)
def test_names_are_decoded_as_they_were_written(packed: Made, target: Path, raw: bytes, name: str) -> None:
    path = packed(("X" * len(raw), b"x"))
    path.write_bytes(path.read_bytes().replace(b"X" * len(raw), raw))
    assert list(contents(unpack(path, target))) == [name]


def test_a_bomb_is_refused_while_it_unpacks(
    packed: Made, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1 << 16)
    path = packed(("a.txt", bytes(1 << 24)))
    with pytest.raises(UserError, match="made to fill a disk"):
        unpack(path, target)
    assert sum(file.stat().st_size for file in written(target)) < 1 << 24


def test_a_size_in_a_header_is_not_believed(packed: Made, target: Path) -> None:
    path = packed(("a.txt", b"x" * 1000))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 1000), struct.pack("<L", 10)))
    found = unpack(path, target)
    assert "is damaged" in refusals(found)[0]
    assert written(target) == []


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MAX_BYTES", 10, "more than 0 GB"), ("MAX_ENTRIES", 1, "more than 1 files")],
)
def test_an_archive_of_too_much_is_refused(
    packed: Made, target: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setattr(archives, limit, value)
    with pytest.raises(UserError, match=said):
        unpack(packed(("a.txt", b"x" * 20), ("b.txt", b"x")), target)


def test_a_file_that_is_too_large_is_named(
    packed: Made, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_FILE_BYTES", 10)
    found = unpack(packed(("a.txt", b"x" * 20), ("b.txt", b"x")), target)
    assert list(contents(found)) == ["b.txt"]
    assert "is larger than" in refusals(found)[0]


def test_a_list_of_files_that_fills_the_memory_is_not_read(
    packed: Made, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_entries, "MAX_READ_BYTES", 100)
    with pytest.raises(UserError, match="damaged or not whole"):
        unpack(packed(*((f"{number}.txt", b"") for number in range(10))), target)


@pytest.mark.parametrize("end", [0, 10, 60, -1, -30])
def test_a_cut_zip_is_damaged(packed: Made, target: Path, end: int) -> None:
    path = packed(("a.txt", os.urandom(200)), ("b.txt", b"two"))
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(UserError, match="damaged or not whole"):
        unpack(path, target)


def test_unpacking_stops_when_it_is_told_to(packed: Made, target: Path) -> None:
    with pytest.raises(StoppedError):
        unpack(packed(("a.txt", b"x")), target, lambda done: False)


def tar(path: Path, *members: tarfile.TarInfo | tuple[str, bytes]) -> Path:
    plain = path.suffix == ".tar"
    with tarfile.open(path, "w:" if plain else "w:gz") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return path


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a.tar"])
def test_a_tar_is_unpacked_too(tmp_path: Path, target: Path, name: str) -> None:
    path = tar(tmp_path / name, ("train/a.txt", b"one"), ("新闻.txt", b"two"))
    assert is_archive(path)
    assert contents(unpack(path, target)) == {"train/a.txt": b"one", "新闻.txt": b"two"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_of_a_tar_are_refused(tmp_path: Path, target: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("a.txt")
    info.type, info.linkname = kind, "../../etc/passwd"
    found = unpack(tar(tmp_path / "a.tar.gz", info, ("../b.txt", b"x"), ("c.txt", b"y")), target)
    assert contents(found) == {"c.txt": b"y"}
    assert ["link or a device" in refusals(found)[0], "leads out" in refusals(found)[1]] == [True, True]


def test_a_tar_with_a_header_of_gigabytes_is_damaged(tmp_path: Path, target: Path) -> None:
    info = tarfile.TarInfo("header")
    info.type, info.size = tarfile.XHDTYPE, 1 << 40
    path = tmp_path / "a.tar"
    path.write_bytes(info.tobuf() + bytes(1024))
    with pytest.raises(UserError, match="damaged or not whole"):
        unpack(path, target)


def test_a_packed_tar_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1 << 16)
    link = tarfile.TarInfo("link")
    link.type, link.size = tarfile.SYMTYPE, 0
    path = tar(tmp_path / "a.tar.gz", link, ("a.txt", bytes(1 << 24)))
    with pytest.raises(UserError, match="made to fill a disk"):
        unpack(path, target)


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tar"])
@pytest.mark.parametrize("end", [30, 600, 1100])
def test_a_cut_tar_is_damaged(tmp_path: Path, target: Path, name: str, end: int) -> None:
    path = tar(tmp_path / name, ("a.txt", os.urandom(800)), ("b.txt", os.urandom(800)))
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(UserError, match="damaged or not whole"):
        unpack(path, target)


def test_a_packed_file_is_an_archive_of_one(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}"))
    assert is_archive(path)
    assert contents(unpack(path, target)) == {"train.jsonl": b"{}"}


def test_documents_that_are_zip_files_are_no_archives(packed: Made) -> None:
    assert not is_archive(packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b""), name="a.zip"))
    assert not is_archive(packed(("mimetype", b"application/epub+zip"), name="b.zip"))
    assert not is_archive(packed(("a.txt", b""), name="a.xlsx"))
    assert is_archive(packed(("a.txt", b""), name="c.zip"))


def test_a_file_that_is_called_an_archive_and_is_none(tmp_path: Path) -> None:
    for name in ("a.zip", "a.tar", "a.tar.gz", "a.gz"):
        (tmp_path / name).write_text("Dear Ann", encoding="utf-8")
        assert not is_archive(tmp_path / name)
