"""The monitor: a static website made from the warehouse, that opens from a folder, a bucket or any web server."""
