"""What a corpus says: prevalence by source and year, the position scale, the words behind it."""
