"""The forms in which sources answer: what each says of its documents, read into steps."""
