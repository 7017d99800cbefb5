"""Other bibliographies beside ours: read as people have them, matched paper by paper, and told."""
