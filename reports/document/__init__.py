"""The kennissynthese as one document: its chapters, and the forms in which it comes."""
