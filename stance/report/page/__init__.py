"""The report: one HTML file that needs no network, with every number, table and passage behind it."""
