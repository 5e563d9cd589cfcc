"""The tables of this service: the platform's, the read tables of cases, and what it has heard.

`cases`, `case_owners` and `case_rights` are written in the transaction of the events. What was
heard of persons is what profile-service published, as far as decisions here need it; places and
staff, which directory-service tells of, are in `tables_places`.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)

cases = Table(
    "cases",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("opened_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("municipality", Text, index=True),
    Column("basis", Text),
    Column("distance_km", Float),
    Column("azc", Text, index=True),
    Column("azc_at", DateTime(timezone=True)),
    Column("planned_for", DateTime(timezone=True)),
    Column("moved_on", Date),
    Column("closed_on", Date),
    Column("outcome", Text),
    Column("missing", ARRAY(Text), nullable=False),
    Column("turn", Text, nullable=False),
    Column("stage", Text, nullable=False, server_default="linked"),
    Column("household_id", Uuid, index=True),
    Column("granted_on", Date),
    Column("linked_on", Date),
    Column("move_on", Date),
    Column("owner", Text),
    Column("owner_until", Date),
    Column("owner_then", Text),
    Column("stand_in", Boolean, nullable=False, server_default="false"),
    Column("owner_gone", Text),
    Column("client_manager", Text),
    Column("client_manager_until", Date),
    Column("client_manager_then", Text),
    Column("client_manager_gone", Text),
    Column("due_on", Date),
    Column("due_what", Text),
    Column("last_at", DateTime(timezone=True)),
    Column("unit_id", Uuid, index=True),
    Column("shape", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("heard", Integer, nullable=False, server_default="0"),
)
"""A row per case, derived from its facts and from what was heard of the person.

`missing` and `turn` leave the owner aside, who depends on the day: `owner` until `owner_until`,
then `owner_then`; `owner_gone`: why nobody has it who had. `shape` counts what rows are made of;
older ones are made anew. `version` of the stream, and how often the person was heard of, when the
row was written."""
Index("cases_order_idx", cases.c.opened_on, cases.c.case_id)
Index("cases_shape_idx", cases.c.shape)

units = Table(
    "units",
    metadata,
    Column("unit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("case_ids", ARRAY(Uuid), nullable=False),
    Column("permit_holder_ids", ARRAY(Uuid), nullable=False),
    Column("azc", Text),
    Column("municipality", Text),
    Column("distance_km", Float),
    Column("opened_on", Date, nullable=False),
    Column("linked_on", Date),
    Column("moved_on", Date),
    Column("move_on", Date),
    Column("planned_for", DateTime(timezone=True)),
    Column("missing", ARRAY(Text), nullable=False),
    Column("part", Text, nullable=False),
    Column("owner", Text),
    Column("owner_until", Date),
    Column("owner_then", Text),
    Column("unowned", Boolean, nullable=False),
    Column("owner_gone", Text),
    Column("accepted", Boolean, nullable=False, server_default="false"),
    Column("client_manager", Text),
    Column("client_manager_until", Date),
    Column("client_manager_then", Text),
    Column("unreceived", Boolean, nullable=False, server_default="false"),
    Column("client_manager_gone", Text),
    Column("due_on", Date),
    Column("due_what", Text),
    Column("term_on", Date),
    Column("term_what", Text),
    Column("next_on", Date, Computed("LEAST(due_on, term_on)", persisted=True)),
    Column(
        "next_what",
        Text,
        Computed(
            "CASE WHEN term_on < due_on OR due_on IS NULL THEN term_what ELSE due_what END",
            persisted=True,
        ),
    ),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("members", Integer, Computed("cardinality(case_ids)", persisted=True)),
    Column(
        "unowned_from",
        Date,
        Computed(
            "LEAST(CASE WHEN unowned OR owner IS NULL THEN '-infinity'::date "
            "WHEN owner_then IS NULL THEN owner_until + 1 ELSE NULL::date END, "
            "CASE WHEN unreceived THEN '-infinity'::date "
            "WHEN accepted AND client_manager_then IS NULL THEN client_manager_until + 1 "
            "ELSE NULL::date END)",
            persisted=True,
        ),
    ),
    Column(
        "unhoused_since",
        Date,
        Computed("CASE WHEN moved_on IS NULL THEN linked_on ELSE NULL::date END", persisted=True),
    ),
)
"""A row of the work list: the open cases of one household, from one azc to one municipality.

`due_*` is the talk or the move, by the facts; `term_*` the earliest term that is not met, written
by who looks at terms (`programme/milestone`); `next_*` whichever comes first. Nobody has it from
`unowned_from` on: nobody at COA or, once it is accepted, nobody at the municipality; `*_gone`: why
not, where somebody had it. The indexes hold all that is counted: counting looks up no row."""

_COUNTED = (
    "part", "planned_for", "unowned_from", "move_on", "last_at", "unhoused_since", "members",
)  # fmt: skip
for _place in ("azc", "municipality"):
    Index(
        f"units_{_place}_idx",
        *(units.c[name] for name in (_place, "next_on", "case_id")),
        postgresql_include=_COUNTED,
    )

owner_changes = Table(
    "owner_changes",
    metadata,
    Column("change_id", Uuid, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("organisation", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("until", Date),
    Column("moves", JSONB, nullable=False),
)
"""Acts by which somebody's cases went to others; `moves`: case, to whom and why."""

case_owners = Table(
    "case_owners",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("first_on", Date, primary_key=True),
    Column("last_on", Date),
    Column("owner", Text, nullable=False, index=True),
    Column("stand_in", Boolean, nullable=False),
)
"""Who has a case when: without gap or overlap."""

case_rights = Table(
    "case_rights",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("ended_on", Date),
    Index("case_rights_municipality_idx", "municipality"),
)
"""Which municipality sees a case until the day before `ended_on`."""

resident_facts = Table(
    "resident_facts",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("data", JSONB, nullable=False),
    Column("sequence", BigInteger, nullable=False, server_default="0"),
    Column("recorded_at", DateTime(timezone=True)),
    Column("heard_at", DateTime(timezone=True)),
)
"""What profile-service published about a person and is valid: when it happened, when it was
recorded there, and when it was heard here, before which nobody here could know of it."""

residents = Table(
    "residents",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("azc", Text),
    Column("azc_at", DateTime(timezone=True)),
    Column("granted_on", Date),
    Column("household_id", Uuid, index=True),
    Column("completed_at", DateTime(timezone=True)),
    Column("sent_to", ARRAY(Text), nullable=False),
    Column("sent_at", ARRAY(DateTime(timezone=True)), nullable=False),
    Column("opened_by", ARRAY(Text), nullable=False, server_default="{}"),
    Column("opened_at", ARRAY(DateTime(timezone=True)), nullable=False, server_default="{}"),
    Column("stay_ended", ARRAY(Text), nullable=False),
    Column("stay_ended_at", ARRAY(DateTime(timezone=True)), nullable=False),
    Column("heard", Integer, nullable=False, server_default="0"),
    Column("assessed_on", Date),
)
"""Derived from `resident_facts`."""

texts = Table(
    "texts",
    metadata,
    Column("about", Uuid, primary_key=True),
    Column("subject", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""The words of what was agreed or reported, sealed under the key of `subject`: the person, or
where it is about nobody the signal. `about` is the id in the event; the newest version only."""

experience_box = Table(
    "experience_box",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("azc", Text, primary_key=True),
    Column("month", Date, nullable=False),
    Column("well", Integer, nullable=False),
    Column("mixed", Integer, nullable=False),
    Column("badly", Integer, nullable=False),
)
"""How many answered what after a move from that azc to that municipality, as long as they are too
few to be published; `month`: of the last of them."""

experience_emptied = Table(
    "experience_emptied",
    metadata,
    Column("emptied_on", Date, primary_key=True),
)
"""The last day on which the box was looked into."""
