"""Files that other programs open: data packages, catalogues, and projects of qualitative analysis."""
