"""The national file of client managers: preview, commit as one unit, undo, export."""

import asyncio
import io
import time
import zipfile
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.intake.runner import Runner
from continuous_line.intake.table import MOST_ROWS
from continuous_line.intake.xlsx_guard import LARGEST_UNPACKED
from continuous_line.testing.somebody import Somebody
from continuous_line.web import Service
from directory_service.application.details import drop, opened
from directory_service.projections import replace_rows
from directory_service.tables import contacts

T = TypeVar("T")
WEERT, NEDERWEERT, PURMEREND, ROERMOND, ZWOLLE = "GM0988", "GM0946", "GM0439", "GM0957", "GM0193"
HEADER = ["Gemeente(n)", "Contactpersoon", "Functie", "Tel.nr.", "E-mail", "Opmerkingen"]
FIRST: list[list[Any]] = [
    ["FICTIEF - landelijke lijst klantmanagers"],
    [],
    HEADER,
    ["Weert, Nederweert", "Een Fictief", "klantmanager", "06-12345671", "een@weert.example"],
    ["Beemster", "Twee Fictief", "Klantmanager", 612345672, "twee@purmerend,example"],
    [],
    ["Roermnd", "Drie Fictief", None, "+31 (0)6 12345673 / 0475-359999", "drie@roermond.example"],
    ["Weert", "een fictief", None, None, "Een@Weert.example"],
]


def saved(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if len(rows[0]) == 1:
        book.active.merge_cells("A1:F1")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    """Below the header."""
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))[1:]


class Importer:
    def __init__(self, by: Somebody, app: Service) -> None:
        self.by, self.resources = by, app.state.resources

    async def preview(self, content: bytes | list[list[Any]]) -> tuple[str, dict[str, Any]]:
        body = content if isinstance(content, bytes) else saved(content)
        answer = await self.by.client.post("/contact-imports", content=body)
        assert answer.status_code == 201, answer.text
        address = str(answer.headers["location"]).removeprefix("/v1")
        return address, await self.by.get(address)

    async def imported(self, rows: list[list[Any]]) -> str:
        address, _ = await self.preview(rows)
        await self.by.post(f"{address}/commits")
        return address

    async def changes(self, address: str) -> list[dict[str, Any]]:
        return list((await self.by.get(f"{address}/changes"))["items"])

    async def told(self, address: str, *, note: bool = False) -> list[tuple[int, str, str]]:
        found = (await self.by.get(f"{address}/faults"))["items"]
        return [(f["row"], f["column"], f["code"]) for f in found if f["note"] is note]

    async def export(self) -> bytes:
        answer = await self.by.client.get("/contact-exports")
        assert answer.status_code == 200, answer.text
        return answer.content

    async def directory(self) -> dict[str, Any]:
        """All contacts with what the vault holds of them, as people look them up."""
        rows = rows_of(await self.export())
        listed = (await self.by.get("/contacts", pageSize="200"))["items"]
        known = {one["contactId"]: one for one in listed}
        return {row[6]: (row[:6], known[row[6]]) for row in rows if row[6] in known}

    async def work(self) -> None:
        r = self.resources
        runner = Runner(r.database, r.vault, r.clock)
        while await runner.step():
            pass


@pytest.fixture
def importer(pcm: Somebody, app: Service) -> Importer:
    return Importer(pcm, app)


def counted(found: dict[str, Any]) -> tuple[int, int, int, int]:
    return found["added"], found["changed"], found["ended"], found["unchanged"]


async def test_a_file_as_people_keep_it_is_previewed_and_nothing_changes_yet(
    importer: Importer,
) -> None:
    address, found = await importer.preview(FIRST)

    assert (found["state"], found["faults"], counted(found)) == ("checked", 0, (3, 0, 0, 0))
    assert await importer.told(address, note=True) == [
        (3, "F", "column-not-read"),
        (5, "A", "former-name"),
        (5, "E", "mail-mended"),
        (7, "A", "spelling"),
        (8, "", "double-row"),
    ]
    changes = await importer.changes(address)
    assert [(one["name"], one["places"]) for one in changes] == [
        ("Een Fictief", [NEDERWEERT, WEERT]),
        ("Twee Fictief", [PURMEREND]),
        ("Drie Fictief", [ROERMOND]),
    ]
    assert (await importer.by.get("/contacts"))["items"] == []


async def test_a_commit_registers_all_of_them_with_how_to_reach_them(importer: Importer) -> None:
    address = await importer.imported(FIRST)

    rows = [row for row, _ in (await importer.directory()).values()]
    assert sorted(rows) == sorted(
        [
            ("Nederweert; Weert", "Een Fictief", "Klantmanager", "06 12345671",
             "een@weert.example", None),
            ("Purmerend", "Twee Fictief", "Klantmanager", "06 12345672",
             "twee@purmerend.example", None),
            ("Roermond", "Drie Fictief", "Klantmanager", "06 12345673; 0475 359 999",
             "drie@roermond.example", None),
        ]
    )  # fmt: skip
    assert (await importer.by.get(address))["state"] == "done"
    assert await importer.by.refused(f"{address}/commits") == (409, "intake-ended")


async def test_what_is_exported_is_imported_without_a_difference(importer: Importer) -> None:
    await importer.imported(FIRST)

    _, found = await importer.preview(await importer.export())

    assert (found["faults"], found["notes"], counted(found)) == (0, 0, (0, 0, 0, 3))


@pytest.mark.scenario("S-D3")
async def test_who_changed_who_is_new_and_who_is_missing_is_told_apart(importer: Importer) -> None:
    await importer.imported(FIRST)
    second = [
        HEADER,
        ["Weert", "Een Fictief", None, "06-12345671", "een@weert.example"],
        ["Purmerend", "Vier Fictief", None, "06-12345674", "vier@purmerend.example"],
        ["Roermond", "Drie Fictief", None, "06-12345673; 0475-359999", "drie@roermond.example"],
    ]

    address, found = await importer.preview(second)

    assert counted(found) == (1, 1, 1, 1)
    changes = {one["name"]: one for one in await importer.changes(address)}
    assert changes["Een Fictief"]["fields"] == ["places"]
    assert changes["Twee Fictief"]["difference"] == "ended"
    assert changes["Twee Fictief"]["successor"] == changes["Vier Fictief"]["contactId"]
    await importer.by.post(f"{address}/commits")
    former = await importer.by.get(f"/contacts/{changes['Twee Fictief']['contactId']}")
    assert former["successor"] == changes["Vier Fictief"]["contactId"]
    assert len(await importer.directory()) == 3


async def test_an_undo_restores_exactly_what_was(importer: Importer) -> None:
    await importer.imported(FIRST)
    before = await importer.directory()
    address = await importer.imported(
        [
            HEADER,
            ["Zwolle", "Een Anders Fictief", None, "06-12345679", "een@weert.example"],
            ["Purmerend", "Vier Fictief", None, "06-12345674", "vier@purmerend.example"],
        ]
    )
    assert await importer.directory() != before

    await importer.by.post(f"{address}/undos")

    assert await importer.directory() == before
    assert (await importer.by.get(address))["state"] == "undone"
    assert await importer.by.refused(f"{address}/undos") == (409, "intake-ended")


async def test_an_undo_is_refused_where_somebody_recorded_something_since(
    importer: Importer,
) -> None:
    address = await importer.imported(FIRST)
    contact = (await importer.changes(address))[0]["contactId"]
    await importer.by.post(f"/contacts/{contact}/verifications")

    problem = await importer.by.problem(f"{address}/undos")

    assert (problem["status"], problem["code"]) == (409, "directory-changed")
    assert problem["contacts"] == [contact]
    assert len(await importer.directory()) == 3


async def test_a_commit_is_refused_where_the_directory_changed_in_a_way_that_matters(
    importer: Importer,
) -> None:
    await importer.imported(FIRST)
    address, _ = await importer.preview([HEADER, FIRST[3]])
    unlike, _ = await importer.preview([HEADER, FIRST[3]])
    leaving = next(
        one["contactId"] for one in await importer.changes(address) if one["difference"] == "ended"
    )

    await importer.by.post(f"/contacts/{leaving}/verifications")
    await importer.by.post(f"{unlike}/commits")
    assert await importer.by.refused(f"{address}/commits") == (409, "preview-outdated")


async def test_with_a_fault_nothing_is_committed(importer: Importer) -> None:
    address, found = await importer.preview(
        [*FIRST, ["Nergenshuizen", "Vijf Fictief", None, "06-123", None]]
    )

    assert (found["faultyRows"], found["faults"]) == (1, 2)
    assert await importer.told(address) == [
        (9, "A", "municipality-unknown"),
        (9, "D", "phone-invalid"),
    ]
    assert await importer.by.refused(f"{address}/commits") == (409, "intake-has-faults")
    assert (await importer.by.get("/contacts"))["items"] == []


async def test_who_keeps_some_places_only_imports_and_ends_those(
    importer: Importer, sign_in: Callable[..., Somebody], app: Service
) -> None:
    await importer.imported(FIRST)
    limburg = Importer(sign_in([Role.REGIONAL_COORDINATOR], "divosa", [WEERT, ROERMOND]), app)

    outside, found = await limburg.preview([HEADER, ["Zwolle", "Zes Fictief", None, "06-12345676"]])
    assert await limburg.told(outside) == [(2, "A", "not-your-place")]
    address, found = await limburg.preview(
        [HEADER, ["Roermond", "Drie Fictief", None, None, "drie@roermond.example"]]
    )

    assert found["faults"] == 0
    told = {one["name"]: one for one in await limburg.changes(address)}
    assert told["Een Fictief"]["places"] == [NEDERWEERT]
    assert "Twee Fictief" not in told
    await limburg.by.post(f"{address}/commits")
    rows = sorted(row[:2] for row, _ in (await importer.directory()).values())
    assert rows == [
        ("Nederweert", "Een Fictief"),
        ("Purmerend", "Twee Fictief"),
        ("Roermond", "Drie Fictief"),
    ]


async def test_names_and_numbers_lie_in_the_vault_only_and_looks_are_in_the_log(
    importer: Importer,
) -> None:
    address = await importer.imported(FIRST)
    await importer.work()
    async with importer.resources.database.reading() as tx:
        tables = await tx.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        )
        for table in tables.all():
            found = await tx.scalars(text(f"SELECT t::text FROM {table} t"))
            stored = "\n".join(found)
            for secret in ("Fictief", "12345671", "@weert.example"):
                assert secret not in stored, table
                assert secret.encode().hex() not in stored, table
        sealed = await tx.scalars(text("SELECT sealed FROM intake_chunks"))
        assert set(sealed) == {None}
        manners = text("SELECT manner FROM processing_log WHERE name = 'contact-exchange'")
        assert "changed" in set(await tx.scalars(manners))
    await importer.export()
    async with importer.resources.database.reading() as tx:
        assert "exported" in set(await tx.scalars(manners))
    assert [one["name"] for one in await importer.changes(address)] == [None] * 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"PK no archive", "file-not-spreadsheet"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
         "file-protected"),
        (b"Plaats;Iets\nWeert;x\n", "columns-unknown"),
    ],
)  # fmt: skip
async def test_a_file_that_is_none_is_refused(
    importer: Importer, content: bytes, code: str
) -> None:
    answer: httpx.Response = await importer.by.client.post("/contact-imports", content=content)

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["errors"]


def titled(*sheets: tuple[str, str, list[list[Any]]]) -> bytes:
    """Sheets by title and state (`visible`, `hidden` or `veryHidden`)."""
    book = Workbook()
    book.remove(book.active)
    for title, state, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


async def test_what_unpacks_to_more_than_is_taken_is_refused(importer: Importer) -> None:
    written = io.BytesIO(saved(FIRST))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(LARGEST_UNPACKED))
    bomb = written.getvalue()
    assert len(bomb) < 1_000_000

    answer = await importer.by.client.post("/contact-imports", content=bomb)

    assert (answer.status_code, answer.json()["code"]) == (400, "file-too-large")
    assert (await importer.by.get("/contacts"))["items"] == []


async def test_a_formula_is_never_worked_out_and_its_cell_is_named(importer: Importer) -> None:
    address, found = await importer.preview(
        [HEADER, ["Weert", "Een Fictief", None, "06-12345671", '=HYPERLINK("http://x.example")']]
    )

    assert found["faultyRows"] == 1
    assert [(row, column) for row, column, _ in await importer.told(address)] == [(2, "E")]
    assert await importer.by.refused(f"{address}/commits") == (409, "intake-has-faults")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
async def test_whom_a_hidden_sheet_lists_is_not_read(importer: Importer, state: str) -> None:
    former = [HEADER, ["Zwolle", "Zeven Fictief", None, "06-12345677", None]]

    address, found = await importer.preview(
        titled(("Oud", state, former), ("Nu", "visible", [HEADER, FIRST[3]]))
    )

    assert (found["faults"], found["added"]) == (0, 1)
    assert [one["name"] for one in await importer.changes(address)] == ["Een Fictief"]


async def test_a_second_commit_is_refused_and_changes_nothing(importer: Importer) -> None:
    address = await importer.imported(FIRST)
    before = await importer.directory()
    lists = [row[6] for row in rows_of(await importer.export())]
    events = [await importer.by.types(f"/contacts/{contact}") for contact in lists]

    assert await importer.by.refused(f"{address}/commits") == (409, "intake-ended")

    assert await importer.directory() == before
    assert [await importer.by.types(f"/contacts/{contact}") for contact in lists] == events


async def test_of_two_commits_at_once_one_is_done(importer: Importer) -> None:
    address, _ = await importer.preview(FIRST)

    answers = await asyncio.gather(
        *(importer.by.client.post(f"{address}/commits", json={}) for _ in range(2))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(await importer.directory()) == 3


async def test_others_are_answered_while_a_long_file_is_read_and_committed(
    importer: Importer,
) -> None:
    """Each of these waits no longer than for a small part of the file's own time, at the best of
    three times: the machine may have other work, a loop that is held up is so every time."""
    reading, committing = [], []
    for letter in "abc":
        rows = [
            ["Weert", f"Fictief {letter}{n}", None, f"06-1{n:07}", f"{letter}{n}@weert.example"]
            for n in range(2_000)
        ]
        content = saved([HEADER, *rows])
        (address, found), whole, longest = await meanwhile(importer, importer.preview(content))
        assert found["added"] == 2_000
        reading.append(longest / whole)
        _, whole, longest = await meanwhile(importer, importer.by.post(f"{address}/commits"))
        committing.append(longest / whole)
        if reading[-1] < 1 / 4 and committing[-1] < 1 / 2:
            return
    assert min(reading) < 1 / 4, reading
    assert min(committing) < 1 / 2, committing


async def meanwhile(importer: Importer, work: Coroutine[Any, Any, T]) -> tuple[T, float, float]:
    """What the work gave, how long it took, and how long others waited for an answer at most."""
    await importer.by.client.get("http://service/health/live")  # the first one builds what serves
    started, longest = time.perf_counter(), 0.0
    task = asyncio.create_task(work)
    while not task.done():
        asked = time.perf_counter()
        answer = await importer.by.client.get("http://service/health/live")
        assert answer.status_code == 200
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - asked)
    return await task, time.perf_counter() - started, longest


async def test_as_many_contacts_as_a_file_may_list_are_asked_for_at_once(
    importer: Importer,
) -> None:
    many = {uuid4(): 1 for _ in range(MOST_ROWS)}
    async with importer.resources.database.transaction() as tx:
        assert await opened(tx, importer.resources.vault, many) == {}
        await replace_rows(tx, contacts, many, [])
        await drop(tx, many)


async def test_an_abandoned_preview_is_forgotten(importer: Importer) -> None:
    address, _ = await importer.preview(FIRST)

    await importer.by.post(f"{address}/abandonments")
    await importer.work()

    assert (await importer.by.get(address))["state"] == "abandoned"
    assert await importer.by.refused(f"{address}/commits") == (409, "intake-ended")
    assert [one["name"] for one in await importer.changes(address)] == [None] * 3
