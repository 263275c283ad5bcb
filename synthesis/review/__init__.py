"""What review does to the corpus: where judgements belong, what they come to, and what is told of them."""
