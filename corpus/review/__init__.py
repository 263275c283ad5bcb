"""What people say of the corpus: judgements, decisions and remarks, kept in `review.db`, which is never rebuilt."""
