"""The pages of the review site: a module a subject, each with its `ROUTES`."""
