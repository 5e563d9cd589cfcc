import httpx


async def places(client: httpx.AsyncClient, query: str) -> tuple[list[str], str | None]:
    answer = await client.get(f"/v1/visits?{query}")
    assert answer.status_code == 200, answer.text
    page = answer.json()
    return [item["place"] for item in page["items"]], page["next"]


async def test_pages_show_every_row_once_in_order(client: httpx.AsyncClient) -> None:
    names = ["Echt", "Born", "Arcen", "Weert", "Deurne"]
    for name in names:
        await client.post("/v1/visits", json={"place": name})
    seen: list[str] = []
    shown, following = await places(client, "pageSize=2")
    while following is not None:
        seen += shown
        shown, following = await places(client, f"pageSize=2&cursor={following}")
    assert seen + shown == sorted(names)


async def test_a_cursor_is_good_for_its_own_list_only(client: httpx.AsyncClient) -> None:
    for _ in range(2):
        await client.post("/v1/visits", json={"place": "Weert"})
    _, cursor = await places(client, "pageSize=1&place=Weert")
    assert cursor is not None
    changed = cursor[:-6] + ("A" if cursor[-6] != "A" else "B") + cursor[-5:]
    for query in (
        f"cursor={cursor}",
        f"place=Echt&cursor={cursor}",
        f"place=Weert&cursor={changed}",
    ):
        answer = await client.get(f"/v1/visits?{query}")
        assert (answer.status_code, answer.json()["code"]) == (404, "cursor-unknown")
    assert (await places(client, f"place=Weert&cursor={cursor}"))[0] == ["Weert"]


async def test_a_cursor_of_a_wrong_shape_is_a_fault(client: httpx.AsyncClient) -> None:
    for cursor in ("", "short", "x" * 2000, "%00" * 30):
        assert (await client.get(f"/v1/visits?cursor={cursor}")).status_code == 400


async def test_a_page_size_out_of_bounds_is_a_fault(client: httpx.AsyncClient) -> None:
    for size in ("0", "201", "-1", "ten", "1.0", "1_0"):
        assert (await client.get(f"/v1/visits?pageSize={size}")).status_code == 400, size
