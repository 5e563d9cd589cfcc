"""How to reach people at work: recorded, imported from a list, shown on pages, typed wrongly."""

from marked_pages import linked
from marked_run import CLIENT, MANAGER, MUNICIPALITY, Run

from continuous_line.testing.browsing import Browsing
from continuous_line_embedded.demo.acts import Actor

KEEPER = Actor("keeper", "coa", ("participation-case-manager",), (MUNICIPALITY,))


async def directory(run: Run) -> None:
    await contacts(run)
    await form(run)
    await lists(run)


async def contacts(run: Run) -> None:
    m, here = run.marks, f"/contacts/{run.contact}"
    details = {
        "name": m["colleague"], "phones": [m["phone as written"]], "hours": m["hours"],
        "mail": f"{m['colleague']}@x.example",
    }  # fmt: skip
    await run.asks(CLIENT, "POST", "directory", "/contacts",
                    {"contactId": str(run.contact), "kind": "client-manager",
                     "places": [MUNICIPALITY], "details": details})  # fmt: skip
    await run.asks(CLIENT, "PUT", "directory", f"{here}/details",
                    details | {"hours": f"na {m['hours']}"})  # fmt: skip
    await run.asks(MANAGER, "GET", "directory", here)
    address = f"{run.stand.address('directory')}/v1{here}/details"
    for wrong in ({"phones": [m["typed"]]}, {"mail": m["typed"]}, {"phones": ["0612"]}):
        answer = await run.once(CLIENT, "PUT", address, details | wrong)
        assert answer.is_error, wrong


async def form(run: Run) -> None:
    """One with faults shows what was entered, and leads nowhere with it."""
    m, browser = run.marks, Browsing(None)
    try:
        page = await browser.go(f"{run.stand.address('directory')}/contacts/new")
        page = await browser.submit(page, "/sign-in", person=CLIENT.subject)
        page = await browser.submit(
            page, "/contacts/new", kind="client-manager", name=m["colleague"],
            phone1=m["typed"], mail=m["typed"],
        )  # fmt: skip
        assert page.status == 400
        assert m["typed"] in page.text
        linked(run, page.text)
        run.addresses += browser.visited
    finally:
        await browser.close()


async def lists(run: Run) -> None:
    """A list with faults, and one that is committed."""
    m = run.marks
    faulty = await sent(run, m["typed"], m["typed"])
    assert (await run.asks(KEEPER, "GET", "directory", faulty)).json()["faults"] > 0
    sound = await sent(run, "Roermond", m["phone as written"])
    for path in (f"{faulty}/faults", f"{sound}/faults", f"{sound}/changes"):
        await run.asks(KEEPER, "GET", "directory", path)
    await run.asks(KEEPER, "POST", "directory", f"{sound}/commits", {})


async def sent(run: Run, municipality: str, phone: str) -> str:
    m, head = run.marks, "Gemeente;Contactpersoon;Tel.nr.;E-mail;Opmerkingen"
    row = f"{municipality};{m['listed']};{phone};{m['listed']}@x.example;{m['remark']}"
    body = f"{head}\n{row}\n".encode()
    answer = await run.asks(KEEPER, "POST", "directory", "/contact-imports", body)
    return str(answer.headers["location"]).removeprefix("/v1")
