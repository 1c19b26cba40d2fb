"""Words with their places on a page: tables that rules draw, and tables that none draw."""
