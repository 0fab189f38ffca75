// Being furnished.
