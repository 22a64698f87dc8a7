"""One command per public function."""
