"""Search over what is approved: `finding` asks, `indexing` is told."""
