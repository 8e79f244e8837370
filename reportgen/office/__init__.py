"""Office files as packages (ECMA-376): parts, relationships, properties, number formats."""
