"""The other side of the HTTP benchmarks: bare FastAPI routes that insert or read one row."""

import os
import sys
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import uvicorn
from fastapi import FastAPI, Response
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

INSERT = text("INSERT INTO bare (id, person, data) VALUES (:id, :person, CAST(:data AS jsonb))")
SELECT = text("SELECT id, person, data FROM bare WHERE id = :id")


class Row(BaseModel):
    mode: str
    attended: list[str]
    interpreter: bool
    occurredAt: datetime  # noqa: N815 - the name in the body


class Found(BaseModel):
    id: UUID
    person: UUID
    data: dict[str, Any]


def create_app() -> FastAPI:
    app = FastAPI()
    engine = create_async_engine(os.environ["BARE_DATABASE_URL"], pool_size=8, max_overflow=0)

    @app.post("/rows/{person}", status_code=201)
    async def add(person: UUID, row: Row) -> Response:
        async with engine.begin() as connection:
            await connection.execute(
                INSERT, {"id": uuid4(), "person": person, "data": row.model_dump_json()}
            )
        return Response(status_code=201)

    @app.get("/rows/{id}")
    async def read(id: UUID) -> Found:  # noqa: A002 - the name in the path
        async with engine.connect() as connection:
            row = (await connection.execute(SELECT, {"id": id})).one()
        return Found(id=row.id, person=row.person, data=row.data)

    return app


if __name__ == "__main__":
    uvicorn.run(create_app, factory=True, port=int(sys.argv[1]), log_level="warning", loop="uvloop",
                access_log=False)  # fmt: skip
