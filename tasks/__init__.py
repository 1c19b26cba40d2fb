"""What is done to a document, one module or package per step of the line; nothing here imports Prefect."""
