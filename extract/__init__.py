"""From documents to text: pages, blocks, tables and passages, metadata, and whether a document is taken in."""
