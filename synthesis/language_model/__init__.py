"""A language model that codes along, if a study names one."""
