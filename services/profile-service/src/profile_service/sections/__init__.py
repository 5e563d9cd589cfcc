"""The sections of a profile, field by field: JSON Schemas of the configuration."""

from profile_service.sections.catalogue import Catalogue, SectionSchema
from profile_service.sections.faults import Fault, InvalidContent
from profile_service.sections.loading import SchemasRefused, load

__all__ = ["Catalogue", "Fault", "InvalidContent", "SchemasRefused", "SectionSchema", "load"]
