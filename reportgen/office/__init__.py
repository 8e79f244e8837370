"""Office files as packages: parts, relationships, content types, properties, number formats (ECMA-376)."""
