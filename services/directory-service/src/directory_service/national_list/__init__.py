"""The national file of client managers, as people really keep it: read, compared, written."""
