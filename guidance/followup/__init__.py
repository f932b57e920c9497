"""Answers to readers' questions: statements the board signed, quoted whole, or a plain refusal."""
