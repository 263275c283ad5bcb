"""News: what changed between two publications, and what is new in the last one."""
