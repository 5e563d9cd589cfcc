"""The kit of pages, by the pages of a small service."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.web import Service

VISIT = {"place": "Weert", "planned_on-day": "3", "planned_on-month": "maart",
         "planned_on-year": "2026", "why": "omdat", "confirmed": "1"}  # fmt: skip


async def visits(app: Service) -> int:
    async with app.state.resources.database.reading() as tx:
        return int((await tx.execute(text("SELECT count(*) FROM visits"))).scalar_one())


async def test_a_page_names_who_is_signed_in_in_which_role_for_whom(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER, Role.ANALYST], "coa")
    page = await manager.get("/me")
    assert "coa-case-manager-analyst" in page
    assert "analist en casemanager" in page
    assert '<span class="organisation">coa</span>' in page
    assert 'action="/sign-out"' in page


async def test_the_navigation_shows_what_the_role_may_see(visit: Any) -> None:
    assert 'href="/visits"' in await (await visit([Role.ANALYST])).get("/me")
    assert 'href="/visits"' not in await (await visit([Role.OPERATOR])).get("/me")
    assert 'href="/visits"' not in await (await visit()).get("/")


async def test_the_language_switch_keeps_page_and_filters(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    page = await manager.get("/visits?place=Weert&page=1")
    assert '<html lang="nl"' in page
    assert 'href="/visits?place=Weert&amp;page=1&amp;lang=en"' in page
    page = await manager.get("/visits?place=Weert&page=1&lang=en")
    assert '<html lang="en"' in page
    assert "0-0 of 0" in page
    assert '<html lang="en"' in await manager.get("/me")


async def test_no_page_loads_or_runs_anything_of_elsewhere(visit: Any) -> None:
    answer = await (await visit([Role.CASE_MANAGER])).client.get("/visits/new")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    scripts = re.findall(r"<script[^>]*>[^<]*", answer.text)
    assert [re.sub(r"[0-9a-f]{8}", "?", script) for script in scripts] == [
        '<script src="/static/drafts.js?v=?" defer>'
    ]
    assert " style=" not in answer.text
    assert "placeholder" not in answer.text
    style = re.search(r'href="(/static/pages.css\?v=[0-9a-f]{8})"', answer.text)
    assert style is not None
    sheet = await (await visit()).client.get(style[1])
    assert sheet.headers["content-type"].startswith("text/css")
    script = re.search(r'src="(/static/drafts.js\?v=[0-9a-f]{8})"', answer.text)
    assert script is not None
    drafts = await (await visit()).client.get(script[1])
    assert drafts.headers["content-type"].startswith("text/javascript")


async def test_every_fault_is_told_together_and_the_input_stays(visit: Any, app: Service) -> None:
    manager = await visit([Role.CASE_MANAGER])
    sent = {"planned_on-day": "31", "planned_on-month": "feb", "planned_on-year": "2026",
            "why": "<b>een heel lang verhaal</b>", "parts": ["a", "c"]}  # fmt: skip
    answer = await manager.post("/visits/new", sent)
    assert answer.status_code == 400
    page = answer.text
    assert "<title>Fout: Bezoek plannen" in page
    for name in ("place", "planned_on-day", "why", "parts"):
        assert f'<li><a href="#{name}">' in page
        assert f'id="{name}"' in page
    assert 'tabindex="-1" autofocus' in page
    assert 'value="31"' in page
    assert 'value="feb"' in page
    assert "&lt;b&gt;een heel lang" in page
    assert 'value="a" checked' in page
    assert await visits(app) == 0


async def test_a_form_is_checked_and_then_recorded(visit: Any, app: Service) -> None:
    manager = await visit([Role.CASE_MANAGER])
    page = await manager.get("/visits/new")
    assert 'value="3"' in page
    assert "di 3 maart 2026" in page
    unconfirmed = {name: value for name, value in VISIT.items() if name != "confirmed"}
    check = await manager.post("/visits/new", unconfirmed, key="one", version=3)
    assert check.status_code == 200
    assert "<dd>di 3 maart 2026</dd>" in check.text
    assert 'name="planned_on-month" value="maart"' in check.text
    assert 'name="key" value="one"' in check.text
    assert 'name="version" value="3"' in check.text
    assert await visits(app) == 0
    back = await manager.post("/visits/new", unconfirmed | {"change": "1"}, key="one")
    assert back.status_code == 200
    assert 'value="Weert" checked' in back.text
    location = await manager.sends("/visits/new", VISIT, key="one", version=3)
    assert await visits(app) == 1
    assert "De gemeente ziet het ook" in await manager.get(location)


async def test_a_form_sent_twice_is_recorded_once(visit: Any, app: Service) -> None:
    manager = await visit([Role.CASE_MANAGER])
    one = await manager.sends("/visits/new", VISIT, key="same")
    two = await manager.sends("/visits/new", VISIT, key="same")
    assert one == two
    assert await visits(app) == 1
    other = await manager.post("/visits/new", VISIT | {"place": "Echt"}, key="same")
    assert other.status_code == 409
    assert "al verstuurd" in other.text
    assert await visits(app) == 1


async def test_a_form_of_nobody_knows_where_is_refused(visit: Any, app: Service) -> None:
    manager, other = await visit([Role.CASE_MANAGER]), await visit([Role.ANALYST])
    for csrf in ("", "guess", other.csrf):
        manager.csrf = csrf
        answer = await manager.post("/visits/new", VISIT)
        assert answer.status_code == 403
        assert "hoort niet bij uw aanmelding" in answer.text
    assert await visits(app) == 0


async def test_a_form_from_before_signing_in_again_can_be_sent_once_more(
    visit: Any, app: Service
) -> None:
    before, now = await visit([Role.CASE_MANAGER]), await visit([Role.CASE_MANAGER])
    fresh = now.csrf
    now.csrf = before.csrf
    answer = await now.post("/visits/new", VISIT, key="same")
    assert answer.status_code == 403
    assert "opnieuw aangemeld" in answer.text
    assert f'value="{fresh}"' in answer.text
    assert 'name="why" value="omdat"' in answer.text
    assert await visits(app) == 0


async def test_the_wrong_role_learns_which_role_is_needed_and_whom_to_ask(visit: Any) -> None:
    page = await (await visit([Role.OPERATOR])).get("/visits", 403)
    assert "een van deze rollen nodig: analist en casemanager" in page
    assert "aangemeld als beheerder" in page
    assert "beheerder van uw organisatie" in page
    assert "coa-operator" in page


async def test_what_does_not_exist_and_what_is_not_yours_look_the_same(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    trace = re.compile(r"[0-9a-f]{32}")
    pages = [await manager.get(f"/visits/{uuid4()}", 404), await manager.get("/visits/x", 404)]
    assert len({re.sub(r"/visits/[^\"?]*", "", trace.sub("", page)) for page in pages}) == 1
    assert "Wat u zoekt, is er niet" in pages[0]
    assert "Op dit adres staat niets" in await manager.get("/nothing-here", 404)


async def test_a_conflict_shows_who_changed_what_and_keeps_the_input(
    visit: Any, app: Service
) -> None:
    manager = await visit([Role.CASE_MANAGER])
    answer = await manager.post("/visits/new", VISIT, version=2)
    assert answer.status_code == 412
    assert "casemanager, coa: meer dan 2" in answer.text
    assert "<dt>Waarom</dt><dd>omdat</dd>" in answer.text
    assert 'name="version" value="3"' in answer.text
    assert 'name="confirmed" value="1"' in answer.text
    assert await visits(app) == 0


async def test_a_rule_that_refuses_is_told_in_the_language_of_the_page(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    nowhere = VISIT | {"place": "Nowhere"}
    answer = await manager.post("/visits/new", nowhere)
    assert answer.status_code == 409
    assert "Die plaats is er niet" in answer.text
    assert "Er is niets vastgelegd" in answer.text
    answer = await manager.post("/visits/new?lang=en", nowhere)
    assert "There is no such place" in answer.text


async def test_who_lost_the_right_learns_since_when_and_whom_to_ask(visit: Any) -> None:
    page = await (await visit([Role.CASE_MANAGER])).get("/ended-rights", 403)
    assert "tot 3 maart 2026" in page
    assert "casemanager van azc weert" in page


async def test_a_fault_of_ours_says_that_nothing_was_recorded(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    page = await manager.get("/failures", 500)
    assert "Er is niets vastgelegd" in page
    assert "Jansen" not in page
    answer = await manager.post("/lost-connections", {"why": "omdat"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "Er is niets vastgelegd" in answer.text
    assert 'name="why" value="omdat"' in answer.text


async def test_without_signing_in_the_way_leads_there_and_back(visit: Any) -> None:
    nobody = await visit()
    answer = await nobody.client.get("/visits?place=Weert")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in/start?next=%2Fvisits%3Fplace%3DWeert"
    answer = await nobody.client.post("/visits/new", data=VISIT)
    assert answer.headers["location"] == "/sign-in/start?next=%2Fvisits%2Fnew"


async def test_a_session_opens_no_api_and_a_token_no_page(
    visit: Any, token: Callable[..., str]
) -> None:
    manager = await visit([Role.CASE_MANAGER])
    assert (await manager.client.get("/v1/me")).status_code == 401
    bearer = {"Authorization": f"Bearer {token([Role.CASE_MANAGER])}"}
    nobody = await visit()
    assert (await nobody.client.get("/v1/me", headers=bearer)).status_code == 200
    assert (await nobody.client.get("/me", headers=bearer)).status_code == 303


async def test_a_list_says_where_it_is_and_goes_on(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    for _ in range(5):
        await manager.sends("/visits/new", VISIT)
    page = await manager.get("/visits?page=2&place=Weert")
    assert "3-4 van 5" in page
    assert 'href="/visits?page=3&amp;place=Weert"' in page
    assert 'href="/visits?page=1&amp;place=Weert"' in page
    assert 'href="tel:+3161234"' in page
    assert "5-5 van 5" in await manager.get("/visits?page=3")


async def test_a_file_a_time_and_a_number_are_read(visit: Any) -> None:
    manager = await visit([Role.CASE_MANAGER])
    await manager.get("/files")
    answer = await manager.post("/files", {"at": "25:00", "people": "10"})
    assert answer.status_code == 400
    for name in ("letter", "at", "people", "about"):
        assert f'href="#{name}"' in answer.text
    good = {"at": "9.30", "people": "3", "about": "x"}
    letter = {"letter": ("a.txt", b"dag", "text/plain")}
    where = await manager.sends("/files", good, files=letter, key="file")
    assert "place=dag-0930-3" in where
    assert await manager.sends("/files", good, files=letter, key="file") == where


@pytest.mark.parametrize("lang", ["nl", "en"])
async def test_an_unknown_notice_or_parameter_is_nobodys_harm(visit: Any, lang: str) -> None:
    page = await (await visit([Role.CASE_MANAGER])).get(f"/me?done=nothing&utm=1&lang={lang}")
    assert "notice" not in page
