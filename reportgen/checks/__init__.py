"""What a plan's facts say against each other: what members would ask about, found before they do."""
