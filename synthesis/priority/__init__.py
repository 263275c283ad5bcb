"""The order of reading, and when to stop."""
