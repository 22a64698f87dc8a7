"""Scoring any amount of text: in parts of bounded size, each written whole or not at all."""
