"""Claims to clusters: the same question put together, agreement and conflict told apart."""
