"""What may leave the room: pseudonyms, leaks, disclosure."""
