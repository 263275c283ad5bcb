"""How well documents are read: generated reports whose text, structure and tables are known, in many layouts."""
