"""Files of any kind as lines and tables in their order, before their meaning is looked for."""
