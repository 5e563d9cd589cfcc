"""What is known about somebody: recorded, sent, read, looked up, typed wrongly, and erased."""

from typing import Any
from uuid import UUID

from marked_run import AZC, CLIENT, MANAGER, MUNICIPALITY, Run

from continuous_line_embedded.demo.acts import TVS, Actor

BRIDGE = Actor("participation-weert", "coa", ("participation-case-manager",), (AZC,))


async def profiles(run: Run) -> None:
    await recorded(run, run.person, run.marks["V-number"])
    await reading(run)
    await wrong_input(run)
    await recorded(run, run.erased, run.marks["V-number of somebody erased"])
    await run.asks(TVS, "POST", "profile", f"/profiles/{run.erased}/erasures",
                   {"ground": "request"})  # fmt: skip


def identity(run: Run, v_number: str) -> dict[str, Any]:
    m = run.marks
    return {
        "names": {"given": m["given"], "family": m["family"], "calledBy": m["called"]},
        "dateOfBirth": m["date of birth"],
        "vNumber": v_number,
        "languages": [{"language": "ti", "interpreter": True}],
        "contact": {"phone": f"+{m['phone as dialled']}", "email": f"{m['street']}@x.example"},
    }


def contents(run: Run) -> dict[str, dict[str, Any]]:
    m = run.marks
    return {
        "education": {"level": "vocational", "diplomas": [{"title": m["diploma"]}],
                      "courses": [m["school"]], "remarks": m["remark"]},
        "work": {"experience": [{"occupation": m["job"]}], "skills": [m["skill"]]},
        "language": {"level": "A1", "lessons": [{"provider": m["teacher"]}],
                     "motherTongue": "ti"},
        "activities": {"interests": [m["hobby"]]},
        "wishes": {"goals": [{"goal": m["goal"]}], "remarks": m["remark"]},
        "network": {"contacts": [{"relation": "friend", "place": m["friend"]}]},
    }  # fmt: skip


async def recorded(run: Run, person: UUID, v_number: str) -> None:
    here = f"/profiles/{person}"
    await run.asks(TVS, "POST", "profile", "/profiles",
                    {"permitHolderId": str(person), "azc": AZC})  # fmt: skip
    await run.asks(TVS, "POST", "profile", f"{here}/permits", {"grantedOn": "2026-01-05"})
    await run.asks(TVS, "PUT", "profile", f"{here}/sections/identity",
                    {"content": identity(run, v_number)})  # fmt: skip
    for section, content in contents(run).items():
        await run.asks(MANAGER, "PUT", "profile", f"{here}/sections/{section}",
                        {"content": content})  # fmt: skip
    await run.asks(MANAGER, "POST", "profile", f"{here}/activity-requests",
                    {"activityType": "volunteering", "wish": run.marks["wish"]})  # fmt: skip
    await run.asks(MANAGER, "POST", "profile", f"{here}/assessments",
                    {"kind": "language-test", "state": "done", "happenedOn": "2026-02-01",
                     "result": run.marks["result"]})  # fmt: skip


async def reading(run: Run) -> None:
    here = f"/profiles/{run.person}"
    themselves = Actor("holder", "", ("permit-holder",), (), str(run.person))
    await run.asks(TVS, "POST", "handover", "/links",
                    {"permitHolderId": str(run.person), "municipality": MUNICIPALITY,
                     "azc": AZC, "basis": "education"})  # fmt: skip
    await run.asks(MANAGER, "POST", "profile", f"{here}/completions", {})
    await run.asks(MANAGER, "POST", "profile", f"{here}/sendings", {})
    for path in ("", "/sections/identity", "/sections/wishes", "/versions/1"):
        await run.asks(CLIENT, "GET", "profile", here + path)
    for path in ("/my-data", "/my-data/events", "/my-data/accesses", here):
        await run.asks(themselves, "GET", "profile", path)
    await run.asks(MANAGER, "GET", "profile", f"{here}/activity-requests")
    await run.asks(BRIDGE, "GET", "profile", f"{here}/assessments")
    look_up = {"vNumber": run.marks["V-number"]}
    await run.asks(CLIENT, "POST", "profile", "/profile-searches", look_up)
    look_up = {"vNumber": run.marks["wrong V-number"]}
    await run.asks(CLIENT, "POST", "profile", "/profile-searches", look_up, status=404)


async def wrong_input(run: Run) -> None:
    typed, right = run.marks["typed"], identity(run, run.marks["V-number"])
    here = f"/profiles/{run.person}"
    wrong: list[tuple[Actor, str, Any]] = [
        (TVS, "identity", {"content": right | {"dateOfBirth": f"{typed} 1930"}}),
        (TVS, "identity", {"content": right | {"vNumber": typed}}),
        (TVS, "identity", {"content": right | {"contact": {"phone": typed}}}),
        (TVS, "identity", {"content": typed}),
        (TVS, "identity", b'{"content": {"names": {"given": "' + typed.encode()),
        (MANAGER, "education", {"content": {"level": typed, "diplomas": typed}}),
        (MANAGER, "circumstances", {"content": {"health": run.marks["diagnosis"]}}),
    ]
    for actor, section, body in wrong:
        await run.asks(actor, "PUT", "profile", f"{here}/sections/{section}", body, status=400)
    for service, path in (("profile", "/profile-searches"), ("profile", "/profiles"),
                          ("handover", "/links")):  # fmt: skip
        body = dict.fromkeys(("vNumber", "azc", "municipality", "occurredAt"), typed)
        await run.asks(TVS, "POST", service, path, body, status=400)
    for service, path in (("profile", f"/profiles/{typed}"), ("handover", f"/cases/{typed}"),
                          ("profile", f"/profiles?azc={typed}%20{typed}&name={typed}"),
                          ("report", f"/figures?period={typed}")):  # fmt: skip
        await run.once(MANAGER, "GET", f"{run.stand.address(service)}/v1{path}", None)
