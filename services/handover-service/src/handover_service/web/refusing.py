"""What a rule refuses, said at the form: what was entered stays."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from continuous_line.errors import PreconditionFailed, Refused, VersionConflict
from continuous_line.web.pages import Form
from continuous_line.web.pages.language import Language
from handover_service.web.guards import PageDesk


@contextmanager
def refused_at(at: PageDesk, form: Form, field: str, fields: Mapping[str, str]) -> Iterator[None]:
    """A refusal within becomes a fault at the field of its code, else at `field`.

    Only around decisions: what was stored before would stay. Conflicts and what is not for
    this reader go on to pages of their own.
    """
    try:
        yield
    except (VersionConflict, PreconditionFailed):
        raise
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        visitor = at.visitor
        said = visitor.kit.refusal(refusal.code, visitor.language)
        if said is None:
            english = visitor.language is Language.EN
            said = refusal.detail if english else visitor.kit.refusal("refused", visitor.language)
        form.fault(fields.get(refusal.code, field), said or refusal.detail)
