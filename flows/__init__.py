"""When things run: the Prefect flows, their deployments and the command line. No parsing, no SQL text."""
