from tests.warehouse.conftest import con

__all__ = ["con"]
