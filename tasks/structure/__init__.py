"""What the readers share: lines of text, what looks like a printed figure, where a short row's cells belong."""
