"""The crawler: a process of its own that asks, with the manners that a study and its sites want."""
