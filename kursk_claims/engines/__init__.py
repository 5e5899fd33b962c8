"""Where the work runs: this process, several processes, a cluster."""
