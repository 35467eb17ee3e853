"""The map of this house."""
