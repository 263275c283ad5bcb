"""Products for practice, made of the coded corpus: kennisbouwstenen and the zelfevaluatie."""
