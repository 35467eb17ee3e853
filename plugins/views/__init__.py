"""What each kind of page shows: from rows to the variables of a template. Pure."""
