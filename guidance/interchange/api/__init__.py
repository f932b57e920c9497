"""What `/api/v1/` answers, and the description of it that machines read."""
