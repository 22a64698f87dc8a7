"""What people said of passages: labels, agreement, label errors, and what to code next."""
