"""The door: everything that reads a clock, starts a process or writes a file."""
